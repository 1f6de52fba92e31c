import { labelText } from '../../domain/label'
import type { Mover, Rule, WorkflowDefinition } from '../../domain/workflow/definition'
import { GUARD_LABELS } from '../../domain/workflow/guards'
import { ROLE_LABELS } from '../../domain/roles'
import { Badge } from '../panel/Badge'
import { Card, ScrollTable } from '../panel/blocks'
import { lookOf } from '../panel/states'

type Move = { rule: Rule; from: readonly string[]; to: string }

/** The states of a workflow and every way between them, to be read. */
export function WorkflowContentView({ definition }: { definition: WorkflowDefinition }) {
  const { states, transitions, hold, cancel } = definition
  const moves: readonly Move[] = [
    ...transitions.map((rule) => ({ rule, from: rule.from, to: rule.to })),
    ...hold.enter.map((rule) => ({ rule, from: rule.from, to: hold.state })),
    ...cancel.rules.map((rule) => ({ rule, from: rule.from, to: cancel.state })),
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
            </tr>
          </thead>
          <tbody>
            {moves.map(({ rule, from, to }) => (
              <tr key={rule.id}>
                <th scope="row">
                  {labelText(rule.label)}
                  <span className="panel-table__sub">{rule.id}</span>
                </th>
                <td>{from.map((code) => lookOf(definition, code).label).join(', ')}</td>
                <td>
                  <Badge look={lookOf(definition, to)} />
                </td>
                <td>{rule.roles.map(moverLabel).join(', ')}</td>
                <td>{rule.guards.map((guard) => GUARD_LABELS[guard]).join(', ') || 'none'}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </Card>
    </>
  )
}

const moverLabel = (mover: Mover): string => (mover === 'SYSTEM' ? 'System' : ROLE_LABELS[mover])
