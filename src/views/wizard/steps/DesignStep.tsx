'use client'

import { Button } from '@payloadcms/ui'
import { useMemo, useState } from 'react'
import { modelOf } from '../../../domain/configurator/model'
import type { Reassignment } from '../../../domain/configurator/follow'
import type { FamilyContent } from '../../../domain/configurator/release'
import type { Value } from '../../../domain/configurator/configuration'
import { labelText } from '../../../domain/label'
import { SinkSchematic } from '../../shared/SinkSchematic'
import { BomPanel } from '../parts/BomPanel'
import { BuildTabs } from '../parts/BuildTabs'
import { ConfigurationForm } from '../parts/ConfigurationForm'
import { CopyFromDialog, CopyToDialog } from '../parts/CopyDialogs'
import { buildNumberOf, contentOf, contextOf, designsOf } from '../state/designs'
import { usePreviews } from '../state/usePreviews'
import { useOutdated } from '../state/useRenewal'
import { words } from '../words'
import type { SinkStepProps } from './stepProps'

const say = words.design

/** Step 3: the configuration of each sink, with its drawing and bill of materials beside it. */
export function DesignStep(props: SinkStepProps) {
  const { state, dispatch, world, faults, announce, go } = props
  const { build } = state
  const [dialog, setDialog] = useState<'to' | 'from' | null>(null)
  const content = contentOf(state, world)
  const design = designsOf(state, world)[build]
  const language = state.details.language
  const context = useMemo(
    () => ({ language, parameters: world.parameters }),
    [language, world.parameters],
  )
  const open = faults.designs[build] ?? []
  const number = say.build(buildNumberOf(state, build), build)
  const [preview = { status: 'none' as const }] = usePreviews([
    content && design && open.length === 0
      ? {
          family: content.code,
          ...design,
          language: contextOf(state, world).language,
          build: world.build,
          askedUnder: world.releases[content.code],
        }
      : null,
  ])
  useOutdated([preview], content && world.releases[content.code], props.renew)
  if (!content || !design) return null

  const change = (path: string, value: Value) => dispatch({ type: 'value', build, path, value })
  return (
    <>
      <BuildTabs
        state={state}
        go={(to) => go({ step: 3, build: to })}
        standing={(one) => {
          const count = faults.designs[one]?.length ?? 0
          const isFaulty = count > 0 && state.attempted.has(`build.${one}`)
          return {
            text: count === 0 ? say.complete : say.incomplete(count),
            isDone: count === 0,
            isFaulty,
          }
        }}
      />
      <div className="wizard-design">
        <aside className="wizard-design__aside" aria-label={number}>
          {content.schematic && (
            <details className="wizard-card wizard-drawing" open>
              <summary>
                <h2>
                  {say.drawing} <span>{number}</span>
                </h2>
              </summary>
              <SinkSchematic content={content} configuration={design.configuration} name={number} />
            </details>
          )}
          <section className="wizard-card wizard-bom-card" aria-labelledby="wizard-bom-title">
            <h2 id="wizard-bom-title">{words.bom.title}</h2>
            <BomPanel
              key={build}
              preview={preview}
              faults={open}
              number={number}
              currency={props.currency}
              jumpTo={props.jumpTo}
              prefix={`builds.${build}`}
            />
          </section>
        </aside>
        <div className="wizard-design__form">
          <div className="wizard-toolbar">
            <strong>{number}</strong>
            <Button
              margin={false}
              buttonStyle="secondary"
              size="small"
              onClick={() => setDialog('from')}
            >
              {say.copyFrom}
            </Button>
            {state.quantity > 1 && (
              <Button
                margin={false}
                buttonStyle="secondary"
                size="small"
                onClick={() => setDialog('to')}
              >
                {say.copyTo}
              </Button>
            )}
          </div>
          <Reassignments
            content={content}
            list={state.reassigned[build] ?? []}
            seen={() => dispatch({ type: 'seen', build })}
          />
          <ConfigurationForm
            key={build}
            content={content}
            configuration={design.configuration}
            context={context}
            prefix={`builds.${build}.configuration`}
            change={change}
            add={(group) => dispatch({ type: 'addElement', build, group })}
            remove={(group, index) => dispatch({ type: 'removeElement', build, group, index })}
          />
        </div>
      </div>
      {dialog === 'to' && (
        <CopyToDialog
          state={state}
          close={() => setDialog(null)}
          copy={(to) => {
            dispatch({ type: 'copy', from: build, to })
            announce(say.copied(to.length))
            setDialog(null)
          }}
        />
      )}
      {dialog === 'from' && (
        <CopyFromDialog
          content={content}
          accessories={design.accessories}
          close={() => setDialog(null)}
          take={(taken, from) => {
            dispatch({ type: 'load', build, design: taken })
            announce(say.copyFromDone(from))
            setDialog(null)
          }}
        />
      )}
    </>
  )
}

/** Choices that had to give way, with the reason, until they have been read. */
function Reassignments({
  content,
  list,
  seen,
}: {
  content: FamilyContent
  list: readonly Reassignment[]
  seen: () => void
}) {
  return (
    <div role="status" aria-live="polite">
      {list.length > 0 && (
        <div className="wizard-message is-warning wizard-reassigned">
          <strong>{say.reassignedTitle}</strong>
          <ul>
            {list.map((entry) => (
              <li key={entry.path}>
                {whatGaveWay(content, entry)} {labelText(entry.because)}
              </li>
            ))}
          </ul>
          <button type="button" className="wizard-link" onClick={seen}>
            {say.understood}
          </button>
        </div>
      )}
    </div>
  )
}

function whatGaveWay(content: FamilyContent, { path, from, to }: Reassignment): string {
  const [key = '', index, field] = path.split('.')
  const group = modelOf(content).groups.get(key)
  if (!group || field !== undefined)
    return say.reassigned(
      nameOfPath(content, path),
      choiceAt(content, path, from),
      choiceAt(content, path, to),
    )
  const [kind] = group.fields.keys()
  const what = from === null ? '' : ` (${choiceAt(content, `${path}.${kind}`, from)})`
  return say.removed(`${labelText(group.group.label)} ${Number(index) + 1}${what}`)
}

function fieldAtPath(content: FamilyContent, path: string) {
  const [key = '', , field] = path.split('.')
  const model = modelOf(content)
  return field === undefined ? model.fields.get(key) : model.groups.get(key)?.fields.get(field)
}

/** `faucets.0.placement` as "Faucets 1, Placement". */
function nameOfPath(content: FamilyContent, path: string): string {
  const [key = '', index] = path.split('.')
  const model = modelOf(content)
  const field = fieldAtPath(content, path)
  const name = field ? labelText(field.field.label) : path
  const group = model.groups.get(key)
  return group && index !== undefined
    ? `${labelText(group.group.label)} ${Number(index) + 1}, ${name}`
    : name
}

function choiceAt(content: FamilyContent, path: string, value: Value): string {
  if (value === null) return words.none
  const choice = fieldAtPath(content, path)?.choices.get(String(value))
  return choice ? labelText(choice.label) : String(value)
}
