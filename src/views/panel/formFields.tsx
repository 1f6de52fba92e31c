import { FieldLabel } from '@payloadcms/ui'
import type { NumberFieldServerProps, TextFieldServerProps } from 'payload'
import type { ReactNode } from 'react'
import { isRole, ROLE_LABELS } from '../../domain/roles'
import { idOf } from '../../services/relation'
import { settingsOf } from '../../services/settings'
import { resourceLabel } from '../history/auditWords'
import { formatMoney } from '../shared/money'
import { Badge } from './Badge'
import { MoneyInput } from './MoneyInput'
import './panel.scss'
import { definitionOf, lookOf } from './states'
import { stageLabel } from './words'

/** Fields of forms as people read and write them; lists have `cells`. */

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

type Shown = Pick<TextFieldServerProps, 'path'> & { label: unknown; children: ReactNode }

const Shown = ({ path, label, children }: Shown) => (
  <div className="field-type panel-shown">
    <FieldLabel as="span" path={path} {...(typeof label === 'string' && { label })} />
    <div>{children}</div>
  </div>
)

/** A status as the workflow that the record has pinned shows it. */
export async function StatusField({ data, path, clientField, req }: TextFieldServerProps) {
  const status = textOf(Reflect.get(data, clientField.name))
  if (status === '') return null
  const definition = await definitionOf(req, idOf(data.workflow))
  return (
    <Shown path={path} label={clientField.label}>
      <Badge look={lookOf(definition, status)} />
    </Shown>
  )
}

export const StageField = ({ data, path, clientField }: TextFieldServerProps) => (
  <Shown path={path} label={clientField.label}>
    {stageLabel(textOf(data.stage)) || '–'}
  </Shown>
)

/** Who somebody was when they did something. */
export function RoleField({ data, path, clientField }: TextFieldServerProps) {
  const role = textOf(Reflect.get(data, clientField.name))
  return (
    <Shown path={path} label={clientField.label}>
      {isRole(role) ? ROLE_LABELS[role] : 'System'}
    </Shown>
  )
}

/** The kind of record that something is about. */
export const ResourceField = ({ data, path, clientField }: TextFieldServerProps) => (
  <Shown path={path} label={clientField.label}>
    {resourceLabel(textOf(Reflect.get(data, clientField.name)))}
  </Shown>
)

/** The cost of an order; nothing where its reader may not see costs. */
export async function OrderCostField({ data, path, clientField, req }: NumberFieldServerProps) {
  const cost: unknown = data.totalCost
  if (typeof cost !== 'number') return null
  const { currency } = await settingsOf(req)
  return (
    <Shown path={path} label={clientField.label}>
      {formatMoney(cost, currency)}
    </Shown>
  )
}

/** An amount of the company's currency. */
export async function MoneyField({ path, clientField, readOnly, req }: NumberFieldServerProps) {
  const { currency } = await settingsOf(req)
  const { label } = clientField
  return (
    <MoneyInput
      path={path}
      label={typeof label === 'string' ? label : 'Amount'}
      currency={currency}
      readOnly={readOnly === true}
    />
  )
}
