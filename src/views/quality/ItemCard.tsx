'use client'

import { labelText } from '../../domain/label'
import { judgeItem } from '../../domain/quality/judge'
import { Badge } from '../panel/Badge'
import { expectationInWords } from './answerWords'
import { anchorOf, numberOf, type Answer } from './form'
import { ByHand, ItemAnswer } from './ItemAnswer'
import { ItemNote } from './ItemNote'
import { ItemPhotos, type Photo } from './ItemPhotos'
import type { Answering, ShownItem } from './useAnswers'
import { RESULT_LOOKS, words } from './words'

type Props = Answering & {
  item: ShownItem
  /** What this item still owes, in sentences. */
  owed: readonly string[]
  photos: ReadonlyMap<string, Photo>
  timeZone: string
  /** The day, by the company's clocks. */
  today: string
}

/** One question of a form with everything that answers it. */
export function ItemCard({ item, owed, photos, timeZone, today, answer, addPhoto }: Props) {
  const { key, label, basin, help, partNumber, photoRequired, required } = item
  const id = anchorOf(item)
  const judged = judgeItem(item)
  const change = (patch: Partial<Answer>) => answer(item, patch)
  const expectation = expectationInWords(item)
  const isOwedNote =
    judged !== null && owed.length > 0 && item.note === null && asksNote(item, judged)
  return (
    <div
      className={`form-item${judged ? ` form-item--${judged}` : ''}`}
      id={id}
      role="group"
      aria-labelledby={`${id}-label`}
      tabIndex={-1}
    >
      <div className="form-item__head">
        <span className="form-item__key">{numberOf(key)}</span>
        <div className="form-item__label" id={`${id}-label`}>
          {label}
          {basin !== null && <span className="panel-hidden">, {words.basin(basin)}</span>}
        </div>
        <span className="form-item__state" aria-live="polite">
          {judged && <Badge look={RESULT_LOOKS[judged]} />}
          <SaveMark item={item} isAnswered={judged !== null || item.value !== null} />
        </span>
      </div>
      <div className="form-item__facts">
        {help && <span>{labelText(help)}</span>}
        {expectation && <span>{expectation}</span>}
        {partNumber && (
          <span>
            {words.part} <code>{partNumber}</code>
          </span>
        )}
        {!required && <span>{words.optional}</span>}
        {photoRequired && item.photos.length === 0 && judged !== 'NA' && (
          <strong>{words.photoNeeded}</strong>
        )}
      </div>
      <div className="form-item__body">
        <div className="form-item__answer">
          <ItemAnswer item={item} today={today} change={change} />
        </div>
        <ByHand item={item} change={change} />
        <ItemNote item={item} judged={judged} isOwed={isOwedNote} change={change} />
        <ItemPhotos
          item={item}
          known={photos}
          timeZone={timeZone}
          add={(file) => void addPhoto(item, file)}
          remove={(photo) => change({ photos: item.photos.filter((one) => one !== photo) })}
        />
      </div>
      {judged !== null &&
        owed.map((message) => (
          <p key={message} className="panel-field__fault">
            {message}
          </p>
        ))}
    </div>
  )
}

/** Failed and not applicable always say why; some choices do (handbook 8.1). */
const asksNote = ({ value, choicesWithNote }: ShownItem, judged: string): boolean =>
  judged !== 'PASS' ||
  [value].flat().some((code) => typeof code === 'string' && choicesWithNote.includes(code))

function SaveMark({ item: { sync }, isAnswered }: { item: ShownItem; isAnswered: boolean }) {
  if (sync !== 'CLEAR')
    return <span className={`form-save form-save--${sync}`}>{words.save[sync]}</span>
  return isAnswered ? <span className="form-save">{words.save.SAVED}</span> : null
}
