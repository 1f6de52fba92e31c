'use client'

import { useMemo } from 'react'
import { normalizeConfiguration } from '../../../domain/configurator/normalize'
import type { FamilyContent } from '../../../domain/configurator/release'
import { labelText } from '../../../domain/label'
import { activeTemplate } from '../../../domain/production/template'
import { looseAccessories } from '../../../domain/production/work'
import type { Checklist } from '../../../domain/quality/checklist'
import { generateForm, headerOf } from '../../../domain/quality/form'
import type { FormItem } from '../../../domain/quality/item'
import { Facts } from '../../panel/blocks'
import { choicesOf, expectationInWords } from '../../quality/answerWords'
import { idOfItem, sectionsOf } from '../../quality/form'
import { useEditing } from '../context'
import { listAt, type Path } from '../../../domain/drafts/tree'
import { codeInWords } from '../../../domain/drafts/fieldWords'
import { say } from '../words'
import type { Design } from './design'
import { useOpened } from './useOpened'

type Props = {
  family: FamilyContent
  design: Design
  /** What accessories are called, by number. */
  names: ReadonlyMap<string, string>
}

/** The form that each checklist of the draft becomes for the sample. */
export function FormsPreview({ family, design, names }: Props) {
  const { checklists } = family
  const [shown, show] = useOpened('checklists', checklists.length)
  const checklist = checklists[shown]
  if (!checklist) return <p>{say.noForms}</p>
  return (
    <>
      <div className="editor-try__views" role="group" aria-label={say.whichForm}>
        {checklists.map(({ key, label }, index) => (
          <button
            key={key}
            type="button"
            className="panel-button"
            aria-pressed={index === shown}
            onClick={() => show(index)}
          >
            {labelText(label) || key}
          </button>
        ))}
      </div>
      <Form family={family} design={design} names={names} checklist={checklist} index={shown} />
    </>
  )
}

function Form({
  family,
  design,
  names,
  checklist,
  index,
}: Props & { checklist: Checklist; index: number }) {
  const { form, header } = useMemo(() => {
    const { configuration } = normalizeConfiguration(family, design.configuration)
    const { language, accessories } = design
    const template = activeTemplate(family)
    const work = { content: family, configuration, accessories, language }
    const loose = template ? looseAccessories(template, work) : accessories
    const input = {
      ...work,
      checklist,
      accessories: loose.map((one) => ({ ...one, name: names.get(one.partNumber) })),
    }
    return { form: generateForm(input), header: headerOf(input) }
  }, [family, design, names, checklist])
  const asked = checklist.sections.flatMap(({ items }) => items).length
  return (
    <div className="editor-form" role="region" aria-label={labelText(checklist.label)}>
      <p role="status">{say.questions(form.length, asked)}</p>
      {header.length > 0 && (
        <Facts
          facts={header.map(({ labels, text }) => ({
            label: labelText(labels),
            value: labelText(text) || '–',
          }))}
        />
      )}
      {sectionsOf(form).map(({ id, heading, items }) => (
        <section key={id} aria-label={heading}>
          <h3>{heading}</h3>
          <ul>
            {items.map((item) => (
              <Question
                key={idOfItem(item)}
                item={item}
                place={placeOfItem(checklist, index, item)}
              />
            ))}
          </ul>
        </section>
      ))}
      <p className="editor-form__statement">{labelText(checklist.statement)}</p>
    </div>
  )
}

function Question({ item, place }: { item: FormItem; place: Path | null }) {
  const { goTo } = useEditing()
  const { key, type, required, photoRequired, naAllowed, partNumber, help, basin } = item
  const marks = [
    codeInWords(type),
    expectationInWords(item),
    type === 'CHOICE'
      ? choicesOf(item)
          .map(({ label }) => label)
          .join(' / ')
      : '',
    required ? '' : say.optional,
    naAllowed ? say.naAllowed : '',
    photoRequired ? say.photo : '',
    partNumber ? say.partOf(partNumber) : '',
    help ? labelText(help) : '',
  ]
  return (
    <li>
      {place ? (
        <button type="button" className="editor-link" onClick={() => goTo(place)}>
          {key}
          {basin !== null && <span className="panel-hidden">{say.ofBasin(basin)}</span>}
        </button>
      ) : (
        <span>{key}</span>
      )}
      <span>
        {labelText(item.labels) || <em>{say.unworded}</em>}
        <span className="panel-table__sub">{marks.filter((mark) => mark !== '').join(' · ')}</span>
      </span>
    </li>
  )
}

/** Where the question stands in the draft; its key may bear the number of an element. */
function placeOfItem({ sections }: Checklist, checklist: number, item: FormItem): Path | null {
  const section = sections.findIndex(({ key }) => key === item.section)
  const items = listAt(sections, [section, 'items'])
  const index = items.findIndex((entry) => {
    const key: unknown = Object(entry).key
    return key === item.key || item.key.replace(/-\d+$/, '') === key
  })
  return index < 0 ? null : ['checklists', checklist, 'sections', section, 'items', index]
}
