import { progressOf } from '../../domain/quality/formState'
import type { FormItem } from '../../domain/quality/item'
import { judgeItem } from '../../domain/quality/judge'
import { Badge } from '../panel/Badge'
import { ScrollTable } from '../panel/blocks'
import { expectationInWords, valueInWords } from './answerWords'
import { idOfItem, sectionsOf } from './form'
import { PhotoFigure, type Photo } from './ItemPhotos'
import { RESULT_LOOKS, words } from './words'

type Props = {
  items: readonly FormItem[]
  photos: readonly Photo[]
  timeZone: string
  /** Only what would be asked, before anybody answered. */
  isPreview?: boolean
}

/** A form to read: every question with its answer, section by section. */
export function FormAnswers({ items, photos, timeZone, isPreview = false }: Props) {
  const known = new Map(photos.map((photo) => [photo.id, photo]))
  return (
    <div className="form-answers">
      {sectionsOf(items).map(({ id, heading, items: asked }) => {
        const { done, total } = progressOf(asked)
        return (
          <section key={id}>
            <h3>
              {heading} {!isPreview && <span>{words.progress(done, total)}</span>}
            </h3>
            <ScrollTable label={heading}>
              <thead>
                <tr>
                  <th scope="col">{words.table.item}</th>
                  <th scope="col">{isPreview ? words.table.asked : words.table.result}</th>
                  {!isPreview && <th scope="col">{words.table.answer}</th>}
                </tr>
              </thead>
              <tbody>
                {asked.map((item) => (
                  <tr key={idOfItem(item)}>
                    <th scope="row">
                      <span className="form-item__key">{item.key}</span> {item.label}
                      <span className="panel-table__sub">{expectationInWords(item)}</span>
                    </th>
                    {isPreview ? (
                      <td>{askedInWords(item)}</td>
                    ) : (
                      <Answered item={item} known={known} timeZone={timeZone} />
                    )}
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          </section>
        )
      })}
    </div>
  )
}

function Answered({
  item,
  known,
  timeZone,
}: {
  item: FormItem
  known: ReadonlyMap<string, Photo>
  timeZone: string
}) {
  const result = judgeItem(item)
  return (
    <>
      <td>{result ? <Badge look={RESULT_LOOKS[result]} /> : words.unanswered}</td>
      <td>
        {valueInWords(item)}
        {item.note && <span className="panel-prose form-answers__note">{item.note}</span>}
        {item.photos.flatMap((id) => {
          const photo = known.get(id)
          return photo
            ? [<PhotoFigure key={id} photo={photo} name={item.label} timeZone={timeZone} />]
            : []
        })}
      </td>
    </>
  )
}

const askedInWords = ({ type, required, naAllowed, photoRequired }: FormItem): string =>
  [
    words.types[type],
    ...(required ? [] : [words.optional.toLowerCase()]),
    ...(naAllowed ? [words.table.mayNotApply] : []),
    ...(photoRequired ? [words.table.withPhoto] : []),
  ].join(', ')
