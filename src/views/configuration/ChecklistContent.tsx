import type { Checklist, ChecklistSection } from '../../domain/quality/checklist'
import { FORM_LABELS } from '../../domain/quality/codes'
import { Facts, ScrollTable } from '../panel/blocks'
import { readable } from '../panel/words'
import type { Vocabulary } from '../../domain/drafts/vocabulary'
import {
  answerInWords,
  askedInWords,
  demandsInWords,
  sourceInWords,
  textInWords,
} from './checklistWords'
import './releases.scss'

type Props = { checklist: Checklist; words: Vocabulary }

/** A form as the family has it, to be read: every question, what answers it, and when it is asked. */
export function ChecklistContent({ checklist, words }: Props) {
  const { kind, document, header, sections, statement } = checklist
  return (
    <>
      <Facts
        facts={[
          { label: 'Used as', value: FORM_LABELS[kind] },
          { label: 'Controlled document', value: document },
          {
            label: 'Facts above the form',
            value: header
              .map((entry) => `${entry.label.en} (${readable(sourceInWords(words, entry))})`)
              .join(', '),
          },
          { label: 'Statement that is signed', value: statement.en },
        ]}
      />
      {sections.map((section) => (
        <Section key={section.key} section={section} words={words} />
      ))}
    </>
  )
}

function Section({ section, words }: { section: ChecklistSection; words: Vocabulary }) {
  const { label, help, repeat, when, items } = section
  const element = repeat ?? null
  const heading = textInWords(words, label.en, element)
  const asked = askedInWords(words, { repeat, when }, null)
  return (
    <section className="checklist-section" aria-label={heading}>
      <h3>{heading}</h3>
      {asked && <p className="panel-table__sub">Asked {asked}</p>}
      {help && <p>{help.en}</p>}
      <ScrollTable label={`Items of ${heading}`}>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Question</th>
            <th scope="col">Answer</th>
            <th scope="col">Asked</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const own = item.repeat ?? element
            return (
              <tr key={item.key}>
                <th scope="row">{item.key}</th>
                <td>
                  {textInWords(words, item.label.en, own)}
                  <Lines lines={demandsInWords(words, item, own)} />
                </td>
                <td>
                  <Lines lines={answerInWords(words, item, own)} />
                </td>
                <td>{askedInWords(words, item, element) || 'always'}</td>
              </tr>
            )
          })}
        </tbody>
      </ScrollTable>
    </section>
  )
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <>
    {lines
      .filter((line) => line !== '')
      .map((line) => (
        <span key={line} className="panel-table__sub">
          {line}
        </span>
      ))}
  </>
)
