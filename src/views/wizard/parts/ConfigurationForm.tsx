'use client'

import { useMemo, useRef } from 'react'
import type {
  Configuration,
  ConfigurationContext,
  Value,
} from '../../../domain/configurator/configuration'
import {
  formState,
  type FieldState,
  type FormState,
  type GroupState,
} from '../../../domain/configurator/fieldStates'
import type {
  FamilyContent,
  WizardBlock,
  WizardSection,
} from '../../../domain/configurator/release'
import { labelText } from '../../../domain/label'
import { focusWhenDrawn } from '../../shared/focusWhenDrawn'
import { words } from '../words'
import { useFaults } from './faultContext'
import { CheckField, ChoiceField, NumberField } from './fields'

type Props = {
  content: FamilyContent
  configuration: Configuration
  context: ConfigurationContext
  /** What precedes the path of each input: `builds.0.configuration`. */
  prefix: string
  change: (path: string, value: Value) => void
  add: (group: string) => void
  remove: (group: string, index: number) => void
}

/** Everything the release asks about one sink, as its wizard section lays it out. */
export function ConfigurationForm(props: Props) {
  const { content, configuration, context } = props
  const form = useMemo(
    () => formState(content, configuration, context),
    [content, configuration, context],
  )
  return (
    <div className="wizard-sections">
      {content.wizard.sections.map((section) => (
        <Section key={section.key} {...props} section={section} form={form} />
      ))}
    </div>
  )
}

function Section({ section, form, ...props }: Props & { section: WizardSection; form: FormState }) {
  const id = `wizard-section-${section.key}`
  return (
    <section className="wizard-card" aria-labelledby={id}>
      <h2 id={id}>{labelText(section.label)}</h2>
      {section.help && <p className="wizard-field__help">{labelText(section.help)}</p>}
      {section.blocks.map((block) => (
        <Block key={block.key} {...props} block={block} form={form} />
      ))}
    </section>
  )
}

function Block({ block, form, ...props }: Props & { block: WizardBlock; form: FormState }) {
  if (block.group !== undefined) {
    const group = form.groups.find(({ key }) => key === block.group)
    return group?.visible ? <GroupBlock {...props} block={block} group={group} /> : null
  }
  const shown = block.fields.flatMap(({ field, span }) => {
    const state = form.options.find(({ path }) => path === field)
    return state?.visible ? [{ state, span }] : []
  })
  if (shown.length === 0) return null
  return (
    <div className="wizard-block">
      {block.label && <h3>{labelText(block.label)}</h3>}
      {block.help && <p className="wizard-field__help">{labelText(block.help)}</p>}
      <div className="wizard-grid">
        {shown.map(({ state, span }) => (
          <Input key={state.path} {...props} state={state} span={span} />
        ))}
      </div>
    </div>
  )
}

/** A repeated block. Where the number follows from the rest, nothing can be added or removed. */
function GroupBlock({
  block,
  group,
  ...props
}: Omit<Props, 'form'> & { block: WizardBlock; group: GroupState }) {
  const { faultAt } = useFaults()
  const field = `${props.prefix}.${group.key}`
  const fault = faultAt(field)
  const { limits, elements } = group
  const isFree = limits !== null && limits.min !== limits.max
  const name = labelText(group.label)
  const adding = useRef<HTMLButtonElement>(null)
  return (
    <div className="wizard-block wizard-group" data-field={field} tabIndex={-1}>
      {block.label && <h3>{labelText(block.label)}</h3>}
      {block.help && <p className="wizard-field__help">{labelText(block.help)}</p>}
      {fault && <p className="wizard-field__fault">{fault}</p>}
      {group.notes.length > 0 && (
        <div className="wizard-note">
          {group.notes.map((note) => (
            <p key={note.en}>{labelText(note)}</p>
          ))}
        </div>
      )}
      {elements.length === 0 && (
        <p className="wizard-group__none">
          {isFree ? words.design.noElements(name) : words.design.notYet}
        </p>
      )}
      {elements.map(({ heading, fields }, index) => {
        const title = labelText(heading)
        return (
          <fieldset key={index} className="wizard-element" data-field={`${field}.${index}`}>
            <legend>{title}</legend>
            <div className="wizard-grid">
              {block.fields.map(({ field: key, span }) => {
                const state = fields.find((entry) => entry.field.key === key)
                return state?.visible ? (
                  <Input key={state.path} {...props} state={state} span={span} />
                ) : null
              })}
            </div>
            {isFree && elements.length > limits.min && (
              <button
                type="button"
                className="wizard-link wizard-element__remove"
                onClick={() => {
                  props.remove(group.key, index)
                  focusWhenDrawn(() => adding.current?.focus())
                }}
              >
                {words.design.removeElement(title)}
              </button>
            )}
          </fieldset>
        )
      })}
      {isFree && elements.length < limits.max && (
        <button
          ref={adding}
          type="button"
          className="wizard-add"
          onClick={() => props.add(group.key)}
        >
          + {words.design.add(name)}
        </button>
      )}
    </div>
  )
}

/** The input for one field of the release, by its type. */
function Input({
  state,
  span,
  prefix,
  change,
}: Pick<Props, 'prefix' | 'change'> & { state: FieldState; span: number }) {
  const { field, path, value, choices, required } = state
  const common = {
    field: `${prefix}.${path}`,
    label: labelText(field.label),
    help: field.help && labelText(field.help),
    notes: state.notes.map((note) => labelText(note)),
    required,
    span,
  }
  switch (field.type) {
    case 'BOOLEAN':
      return field.required ? (
        <ChoiceField
          {...common}
          value={typeof value === 'boolean' ? String(value) : null}
          options={[
            { value: 'true', label: words.yes },
            { value: 'false', label: words.no },
          ]}
          onChange={(next) => change(path, next === null ? null : next === 'true')}
        />
      ) : (
        <CheckField {...common} value={value === true} onChange={(next) => change(path, next)} />
      )
    case 'INTEGER':
    case 'NUMBER':
      return (
        <NumberField
          {...common}
          value={typeof value === 'number' ? value : null}
          unit={field.unit && labelText(field.unit)}
          whole={field.type === 'INTEGER'}
          onChange={(next) => change(path, next)}
        />
      )
    case 'CHOICE':
      return (
        <ChoiceField
          {...common}
          value={typeof value === 'string' ? value : null}
          clearable={!field.required}
          options={choices.map((choice) => ({
            value: choice.value,
            label: labelText(choice.label),
            reason: choice.available
              ? null
              : labelText(choice.reason ?? { en: words.design.notOffered, fr: '', es: '' }),
          }))}
          onChange={(next) => change(path, next)}
        />
      )
  }
}
