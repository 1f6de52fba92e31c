import { ScrollTable } from '../panel/blocks'
import { fieldInWords } from './auditWords'
import type { ChangedField } from './changes'

/** What an act changed, field by field, in words. */
export const ChangesTable = ({ fields }: { fields: readonly ChangedField[] }) => (
  <ScrollTable label="Changed fields">
    <thead>
      <tr>
        <th scope="col">Field</th>
        <th scope="col">Before</th>
        <th scope="col">After</th>
      </tr>
    </thead>
    <tbody>
      {fields.map(({ path, before, after }) => (
        <tr key={path}>
          <th scope="row">{fieldInWords(path)}</th>
          <td>
            <Value text={before} />
          </td>
          <td>
            <Value text={after} />
          </td>
        </tr>
      ))}
    </tbody>
  </ScrollTable>
)

const Value = ({ text }: { text: string | null }) =>
  text === null ? (
    <span className="panel-card__note">nothing</span>
  ) : (
    <span className="panel-prose">{text}</span>
  )
