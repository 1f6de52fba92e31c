import type {
  RecordContent,
  RecordInspection,
  RecordItem,
  RecordNonconformance,
} from '../../../domain/quality/record'
import { Badge } from '../../panel/Badge'
import { Card, Empty, Facts, ScrollTable } from '../../panel/blocks'
import { instantInWords } from '../../panel/dates'
import { CommentList } from '../CommentList'
import { NC_LOOKS, OUTCOME_LOOKS, RESULT_LOOKS, SEVERITY_LOOKS } from '../words'
import { SignatureLine } from './SignatureLine'
import { RecordPhotos, type Thumbnails } from './RecordPhotos'

type Props = { record: RecordContent; thumbnails: Thumbnails }

/** Every attempt at every form with all answers, and what was found wrong. */
export function RecordForms({ record, thumbnails }: Props) {
  const { inspections, nonconformances, timeZone } = record
  return (
    <>
      <div id="inspections" className="record-part">
        {inspections.length === 0 && (
          <Card title="Inspections">
            <Empty title="No form has been opened yet." />
          </Card>
        )}
        {inspections.map((form) => (
          <Form key={form.id} form={form} thumbnails={thumbnails} timeZone={timeZone} />
        ))}
      </div>
      <div id="nonconformances" className="record-part">
        <Card title="Nonconformances">
          {nonconformances.length === 0 && <Empty title="None was reported." />}
          {nonconformances.map((nc) => (
            <Nonconformance key={nc.number} nc={nc} thumbnails={thumbnails} timeZone={timeZone} />
          ))}
        </Card>
      </div>
    </>
  )
}

type FormProps = { form: RecordInspection; thumbnails: Thumbnails; timeZone: string }

function Form({ form, thumbnails, timeZone }: FormProps) {
  const { title, attempt, state, outcome, header, items, statement, note, failure } = form
  return (
    <Card
      title={`${title}, attempt ${attempt}`}
      actions={
        outcome ? (
          <Badge look={OUTCOME_LOOKS[outcome]} />
        ) : (
          <Badge plain look={{ label: state, tone: 'slate' }} />
        )
      }
    >
      {header.length > 0 && <Facts facts={header} />}
      {items.length === 0 ? (
        <Empty title="Your role sees the result of this form, not its answers." />
      ) : (
        <ScrollTable label={`Answers of ${title}, attempt ${attempt}`}>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">Answer</th>
              <th scope="col">Demanded</th>
              <th scope="col">Result</th>
              <th scope="col">Note and photos</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Item key={`${item.key} ${item.basin ?? ''}`} item={item} thumbnails={thumbnails} />
            ))}
          </tbody>
        </ScrollTable>
      )}
      {failure.length > 0 && <Facts facts={failure} />}
      {statement && <p className="panel-prose">{statement}</p>}
      {note && <p className="panel-prose">{note}</p>}
      {form.signature ? (
        <SignatureLine signature={form.signature} timeZone={timeZone} />
      ) : (
        <p className="panel-table__sub">Not signed.</p>
      )}
    </Card>
  )
}

const Item = ({ item, thumbnails }: { item: RecordItem; thumbnails: Thumbnails }) => (
  <tr>
    <th scope="row">
      {item.key} {item.label}
      {item.basin !== null && <span className="panel-table__sub">Basin {item.basin}</span>}
    </th>
    <td>{item.answer}</td>
    <td>{item.demand}</td>
    <td>{item.result && <Badge plain look={RESULT_LOOKS[item.result]} />}</td>
    <td>
      {item.note && <p className="panel-prose">{item.note}</p>}
      <RecordPhotos ids={item.photos} of={item.key} thumbnails={thumbnails} />
    </td>
  </tr>
)

type NcProps = { nc: RecordNonconformance; thumbnails: Thumbnails; timeZone: string }

const Nonconformance = ({ nc, thumbnails, timeZone }: NcProps) => (
  <section className="record-nc">
    <h3>
      {nc.number}: {nc.reason} <Badge look={NC_LOOKS[nc.status]} />
      {nc.severity && <Badge plain look={SEVERITY_LOOKS[nc.severity]} />}
    </h3>
    <p className="panel-prose">{nc.description}</p>
    <Facts
      facts={[
        {
          label: 'Reported',
          value: `${instantInWords(nc.reportedAt, timeZone)}, ${nc.reportedBy}`,
        },
        ...nc.facts,
      ]}
    />
    <CommentList comments={nc.comments} timeZone={timeZone} />
    <RecordPhotos ids={nc.photos} of={nc.number} thumbnails={thumbnails} />
  </section>
)
