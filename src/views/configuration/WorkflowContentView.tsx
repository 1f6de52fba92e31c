import { labelText } from '../../domain/label'
import type {
  Mover,
  Notice,
  Rule,
  Signature,
  WorkflowDefinition,
} from '../../domain/workflow/definition'
import { GUARD_LABELS } from '../../domain/workflow/guards'
import { FORM_LABELS } from '../../domain/quality/codes'
import { isRole, ROLE_LABELS } from '../../domain/roles'
import { codeInWords } from '../../domain/drafts/fieldWords'
import { Badge } from '../panel/Badge'
import { Card, ScrollTable } from '../panel/blocks'
import { lookOf } from '../panel/states'
import './releases.scss'

type Move = { rule: Rule; from: string; to: string | null; signature: Signature | null }

/** The states of a workflow and every way between them, to be read. */
export function WorkflowContentView({ definition }: { definition: WorkflowDefinition }) {
  const { states, entry, transitions, hold, cancel, override } = definition
  const named = (codes: readonly string[]) =>
    codes.map((code) => lookOf(definition, code).label).join(', ')
  const [first] = states.filter(({ initial }) => initial)
  const plain = { signature: null }
  const moves: readonly Move[] = [
    { rule: entry, from: 'the submit of an order', to: first?.code ?? null, ...plain },
    ...transitions.map((rule) => ({
      rule,
      from: named(rule.from),
      to: rule.to,
      signature: rule.signature,
    })),
    ...hold.enter.map((rule) => ({ rule, from: named(rule.from), to: hold.state, ...plain })),
    ...hold.leave.map((rule) => ({ rule, from: named([hold.state]), to: null, ...plain })),
    ...cancel.rules.map((rule) => ({ rule, from: named(rule.from), to: cancel.state, ...plain })),
    { rule: override, from: 'any state', to: null, ...plain },
  ]
  return (
    <>
      <Card title="States">
        <ScrollTable label="States">
          <thead>
            <tr>
              <th scope="col">State</th>
              <th scope="col">Code</th>
              <th scope="col" className="is-figure">
                Rank
              </th>
              <th scope="col">Place</th>
            </tr>
          </thead>
          <tbody>
            {states.map(({ code, rank, initial, terminal }) => (
              <tr key={code}>
                <th scope="row">
                  <Badge look={lookOf(definition, code)} />
                </th>
                <td>
                  <code>{code}</code>
                </td>
                <td className="is-figure">{rank ?? 'beside the way'}</td>
                <td>{initial ? 'First' : terminal ? 'Last' : ''}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </Card>
      <Card title="Moves">
        <ScrollTable label="Moves">
          <thead>
            <tr>
              <th scope="col">Move</th>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Who</th>
              <th scope="col">Conditions</th>
              <th scope="col">What happens</th>
              <th scope="col">Who is told</th>
            </tr>
          </thead>
          <tbody>
            {moves.map(({ rule, from, to, signature }) => (
              <tr key={rule.id}>
                <th scope="row">
                  {labelText(rule.label)}
                  <span className="panel-table__sub">{rule.id}</span>
                </th>
                <td>{from}</td>
                <td>
                  {to === null ? (
                    elsewhere(rule === override)
                  ) : (
                    <Badge look={lookOf(definition, to)} />
                  )}
                </td>
                <td>{rule.roles.map(moverLabel).join(', ')}</td>
                <td>
                  {rule.guards.map((guard) => GUARD_LABELS[guard]).join(', ') || 'none'}
                  {signature && (
                    <span className="panel-table__sub">{signatureInWords(signature)}</span>
                  )}
                </td>
                <td>{rule.effects.map(codeInWords).join(', ') || 'nothing else'}</td>
                <td>
                  {rule.notify.length === 0 && 'nobody'}
                  {rule.notify.map((notice) => (
                    <span
                      key={`${notice.event} ${notice.to.join()} ${notice.onlyIf}`}
                      className="release-line"
                    >
                      {noticeInWords(notice)}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </Card>
    </>
  )
}

const elsewhere = (isOverride: boolean): string =>
  isOverride ? 'any state' : 'where the build was held'

const signatureInWords = ({ form, outcome }: Signature): string =>
  `made by signing ${FORM_LABELS[form]}: ${outcome === 'PASS' ? 'passed' : 'failed'}`

/** "Status changed to Quality Control, creator (high, only rework)". */
function noticeInWords({ event, to, priority, onlyIf }: Notice): string {
  const marks = [
    priority === 'normal' ? '' : priority,
    onlyIf === null ? '' : `only in case of ${codeInWords(onlyIf).toLowerCase()}`,
  ].filter((mark) => mark !== '')
  const told = to.map((one) => (isRole(one) ? ROLE_LABELS[one] : codeInWords(one))).join(', ')
  return `${codeInWords(event)}: ${told}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`
}

const moverLabel = (mover: Mover): string => (mover === 'SYSTEM' ? 'System' : ROLE_LABELS[mover])
