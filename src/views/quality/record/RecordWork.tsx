import type { RecordContent, RecordMinutes } from '../../../domain/quality/record'
import { Card, Empty, Facts, ScrollTable } from '../../panel/blocks'
import { instantInWords } from '../../panel/dates'
import { RecordPhotos, type Thumbnails } from './RecordPhotos'

const minutesOf = (people: readonly RecordMinutes[]): string =>
  people.map(({ name, minutes }) => `${name}: ${minutes} min`).join(', ')

type Props = { record: RecordContent; thumbnails: Thumbnails }

/** What happened, who built it in which time, and the numbers of what went in. */
export function RecordWork({ record, thumbnails }: Props) {
  const { timeline, tasks, time, parts, timeZone } = record
  const at = (moment: string): string => instantInWords(moment, timeZone)
  return (
    <>
      <div id="timeline" className="record-part">
        <Card title="Timeline">
          <ScrollTable label="What happened">
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">What</th>
                <th scope="col">Who</th>
                <th scope="col">Note</th>
              </tr>
            </thead>
            <tbody>
              {timeline.map((event, index) => (
                <tr key={index}>
                  <td>
                    <time dateTime={event.at}>{at(event.at)}</time>
                  </td>
                  <th scope="row">{event.what}</th>
                  <td>
                    {event.who}
                    {event.role && <span className="panel-table__sub">{event.role}</span>}
                  </td>
                  <td className="panel-prose">{event.note}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </Card>
      </div>
      <div id="tasks" className="record-part">
        <Card title="Tasks and time">
          <Facts
            facts={[
              { label: 'Planned', value: `${time.plannedMinutes} min` },
              { label: 'Worked', value: `${time.workedMinutes} min` },
              { label: 'People, by the clock', value: minutesOf(time.people) },
            ]}
          />
          {tasks.length === 0 ? (
            <Empty title="No tasks yet.">They are made when production starts.</Empty>
          ) : (
            <ScrollTable label="Tasks">
              <thead>
                <tr>
                  <th scope="col">Task</th>
                  <th scope="col">Status</th>
                  <th scope="col">Completed</th>
                  <th scope="col" className="is-figure">
                    Planned
                  </th>
                  <th scope="col">People and minutes</th>
                  <th scope="col">Note and photos</th>
                </tr>
              </thead>
              <tbody>
                {tasks.map((task) => (
                  <tr key={task.number}>
                    <th scope="row">
                      {task.number}. {task.title}
                      {task.basin !== null && (
                        <span className="panel-table__sub">Basin {task.basin}</span>
                      )}
                      {task.instruction && (
                        <span className="panel-table__sub">{task.instruction}</span>
                      )}
                    </th>
                    <td>{task.status}</td>
                    <td>
                      {task.completedAt && at(task.completedAt)}
                      <span className="panel-table__sub">{task.completedBy}</span>
                    </td>
                    <td className="is-figure">{task.plannedMinutes}</td>
                    <td>{minutesOf(task.people)}</td>
                    <td>
                      {task.note && <p className="panel-prose">{task.note}</p>}
                      <RecordPhotos
                        ids={task.photos}
                        of={`task ${task.number}`}
                        thumbnails={thumbnails}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )}
        </Card>
      </div>
      <div id="serials" className="record-part">
        <Card title="Serials and lots">
          {parts.length === 0 ? (
            <Empty title="No serial or lot is recorded yet.">
              Completing tasks and signing the end-of-line test records them.
            </Empty>
          ) : (
            <ScrollTable label="Serials and lots">
              <thead>
                <tr>
                  <th scope="col">Part</th>
                  <th scope="col">Serial or lot</th>
                  <th scope="col">Recorded</th>
                </tr>
              </thead>
              <tbody>
                {parts.map((part, index) => (
                  <tr key={index}>
                    <th scope="row">
                      {part.name}
                      <span className="panel-table__sub">
                        <code>{part.partNumber}</code>
                        {part.basin !== null && `, basin ${part.basin}`}
                      </span>
                    </th>
                    <td>
                      {part.serial ?? `Lot ${part.lot ?? ''}`}
                      {part.replacedAt && (
                        <span className="panel-table__sub">replaced {at(part.replacedAt)}</span>
                      )}
                    </td>
                    <td>
                      {at(part.recordedAt)}
                      <span className="panel-table__sub">{part.recordedBy}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )}
        </Card>
      </div>
    </>
  )
}
