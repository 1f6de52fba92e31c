'use client'

import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import { checkConfiguration } from '../../../domain/configurator/check'
import type { Accessory, Configuration } from '../../../domain/configurator/configuration'
import { followChanges, newElement } from '../../../domain/configurator/follow'
import { normalizeConfiguration } from '../../../domain/configurator/normalize'
import type { FamilyContent, Rule, Sample } from '../../../domain/configurator/release'
import { topLinesOf } from '../../../domain/configurator/samples'
import { call } from '../../panel/call'
import { plural } from '../../panel/words'
import type { ShownLine } from '../../shared/preview'
import { ConfigurationForm } from '../../wizard/parts/ConfigurationForm'
import { withValue } from '../../wizard/state/designs'
import '../../wizard/wizard.scss'
import type { Area } from '../areas'
import { useEditing } from '../context'
import { titleOf } from '../../../domain/drafts/titles'
import { inserted, listAt, setAt, without } from '../../../domain/drafts/tree'
import { RemoveButton } from '../widgets/RemoveButton'
import { ItemInput } from '../widgets/ItemInput'
import { NumberInput } from '../widgets/TextField'
import { say } from '../words'
import { trialAsk, type Design } from './design'
import { FormsPreview } from './FormsPreview'
import { TasksPreview } from './TasksPreview'
import { TrialTools } from './TrialTools'
import type { TrialAnswer, useTrial } from './useTrial'

type Props = {
  id: string | null
  /** The part of the draft that is being edited. */
  area: Area
  family: FamilyContent | null
  design: Design
  setDesign: (design: Design) => void
  trial: ReturnType<typeof useTrial>
}

const VIEWS = ['BOM', 'FORMS', 'TASKS'] as const
type View = (typeof VIEWS)[number]

/** A preview follows what is being edited, until another is picked. */
const viewOf = ({ key }: Area): View =>
  key === 'checklists' ? 'FORMS' : key === 'taskTemplates' ? 'TASKS' : 'BOM'

/** A sample configuration and what the draft makes of it, side by side. */
export function TryPanel({ id, area, family, design, setDesign, trial }: Props) {
  const { marked } = useEditing()
  const [picked, pick] = useState<{ view: View; area: string } | null>(null)
  if (!family)
    return (
      <section className="editor-try" aria-label="Try it">
        <h2>Try it</h2>
        <p>The trial waits until every field of the draft is filled in.</p>
      </section>
    )
  const view = picked?.area === area.key ? picked.view : viewOf(area)
  const rule = area.special === 'RULES' ? family.rules.find(({ id }) => id === marked) : undefined
  return (
    <section className="editor-try" aria-label="Try it">
      <h2>Try it</h2>
      <div className="editor-try__views" role="group" aria-label={say.whatShown}>
        {VIEWS.map((one) => (
          <button
            key={one}
            type="button"
            className="panel-button"
            aria-pressed={view === one}
            onClick={() => pick({ view: one, area: area.key })}
          >
            {say.views[one]}
          </button>
        ))}
      </div>
      <TrialTools family={family} rule={rule ?? null} design={design} setDesign={setDesign} />
      {view === 'BOM' && <SampleList family={family} {...{ id, design, setDesign, trial }} />}
      <Outcome view={view} family={family} design={design} rule={rule ?? null} trial={trial} />
      <TryForm family={family} design={design} setDesign={setDesign} />
    </section>
  )
}

/** The draft as it can be read, and the rule that is looked at. */
type Read = { family: FamilyContent; rule: Rule | null }

function Outcome({
  view,
  family,
  design,
  rule,
  trial,
}: Pick<Props, 'design' | 'trial'> & Read & { view: View }) {
  const answer = trial.outcome?.ok ? trial.outcome.answer : null
  const names = useMemo(
    () => new Map((answer?.lines ?? []).map(({ partNumber, name }) => [partNumber, name])),
    [answer],
  )
  if (view === 'FORMS') return <FormsPreview family={family} design={design} names={names} />
  if (view === 'TASKS' && answer)
    return <TasksPreview family={family} design={design} answer={answer} />
  return (
    <>
      {view === 'TASKS' && <p>{say.tryFirst}</p>}
      <Result family={family} design={design} rule={rule} trial={trial} />
    </>
  )
}

function TryForm({
  family,
  design,
  setDesign,
}: Pick<Props, 'design' | 'setDesign'> & { family: FamilyContent }) {
  const context = { language: design.language }
  const { configuration } = useMemo(
    () =>
      followChanges(family, normalizeConfiguration(family, design.configuration).configuration, {
        language: design.language,
      }),
    [family, design.configuration, design.language],
  )
  const put = (next: Configuration) =>
    setDesign({ ...design, configuration: followChanges(family, next, context).configuration })
  const elements = (group: string) => {
    const list = configuration[group]
    return Array.isArray(list) ? list : []
  }
  return (
    <>
      <ConfigurationForm
        content={family}
        configuration={configuration}
        context={context}
        prefix="try"
        change={(path, value) => put(withValue(configuration, path, value))}
        add={(group) =>
          put({ ...configuration, [group]: [...elements(group), newElement(family, group)] })
        }
        remove={(group, index) =>
          put({ ...configuration, [group]: elements(group).filter((_, at) => at !== index) })
        }
      />
      <Accessories design={design} setDesign={setDesign} />
    </>
  )
}

function Accessories({ design, setDesign }: Pick<Props, 'design' | 'setDesign'>) {
  const [typed, setTyped] = useState('')
  const { accessories } = design
  const put = (next: readonly Accessory[]) => setDesign({ ...design, accessories: next })
  return (
    <div className="editor-try__accessories" role="group" aria-label="Accessories">
      <h3>Accessories</h3>
      {accessories.map(({ partNumber, quantity }, index) => (
        <div key={partNumber} className="editor-many">
          <code>{partNumber}</code>
          <NumberInput
            label={`Quantity of ${partNumber}`}
            value={quantity}
            absent={null}
            change={(next) =>
              next != null &&
              put(accessories.map((one, at) => (at === index ? { ...one, quantity: next } : one)))
            }
          />
          <RemoveButton
            what={partNumber}
            remove={() => put(accessories.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div className="editor-line">
        <ItemInput label="Accessory" value={typed} change={setTyped} />
        <button
          type="button"
          className="panel-button"
          disabled={typed === '' || accessories.some(({ partNumber }) => partNumber === typed)}
          onClick={() => {
            put([...accessories, { partNumber: typed, quantity: 1 }])
            setTyped('')
          }}
        >
          Add accessory
        </button>
      </div>
    </div>
  )
}

const SHOWN_AT_MOST = 6

/** What is still open, what is refused, or the lines with their rules. */
function Result({ family, design, rule, trial }: Pick<Props, 'design' | 'trial'> & Read) {
  const [isDeep, setDeep] = useState(false)
  const open = useMemo(() => {
    const checked = checkConfiguration(family, design.configuration, { language: design.language })
    return checked.ok ? [] : checked.refusals
  }, [family, design.configuration, design.language])
  if (open.length > 0)
    return (
      <div className="panel-notice">
        <p>
          <strong>Fill in the sample to see its bill of materials.</strong>
        </p>
        <ul>
          {open.slice(0, SHOWN_AT_MOST).map(({ message, field }) => (
            <li key={`${field} ${message}`}>{message}</li>
          ))}
          {open.length > SHOWN_AT_MOST && <li>and {open.length - SHOWN_AT_MOST} more</li>}
        </ul>
      </div>
    )
  const { outcome, isBusy } = trial
  if (!outcome) return <p role="status">Working it out…</p>
  if (!outcome.ok)
    return (
      <div className="panel-notice panel-notice--bad" role="status">
        {outcome.refusals.map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
      </div>
    )
  const { lines, warnings, complete, broken } = outcome.answer
  const shown = lines.filter(({ level }) => isDeep || level === 1)
  return (
    <div aria-busy={isBusy} className={isBusy ? 'is-busy' : ''}>
      <div className="editor-try__tools">
        <p role="status">
          {plural(topLinesOf(lines).length, 'top line', 'top lines')}, {lines.length} in all
          {!complete && <span className="editor-mark is-bad">unresolved items</span>}
        </p>
        <button
          type="button"
          className="panel-button"
          aria-pressed={isDeep}
          onClick={() => setDeep(!isDeep)}
        >
          All levels
        </button>
      </div>
      <Broken broken={broken} />
      {rule && !lines.some((line) => line.rule === rule.id) && <NoLine key={rule.id} rule={rule} />}
      <Lines lines={shown} />
      {warnings.map(({ id, code, message }) => (
        <p key={id} className="editor-try__warning">
          <strong>{code}</strong> {message}
        </p>
      ))}
    </div>
  )
}

/** That the rule at hand adds nothing to the sample. */
function NoLine({ rule }: { rule: Rule }) {
  const hint = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (hint.current) showWithinPanel(hint.current)
  }, [])
  return (
    <p ref={hint} className="editor-try__hint">
      {say.addsNothing(titleOf(rule))}
    </p>
  )
}

/** Leads to a rule and marks it, with the lines that it adds. */
function useShowRule(): (rule: string) => void {
  const { content, mark, goTo } = useEditing()
  return (rule) => {
    mark(rule)
    const rules = listAt(content, ['rules'])
    const index = rules.findIndex((entry) => Object(entry).id === rule)
    if (index >= 0) goTo(['rules', index])
  }
}

/** What the draft promises of every bill and this one does not keep: it would not be published. */
function Broken({ broken }: { broken: TrialAnswer['broken'] }) {
  const show = useShowRule()
  if (broken.length === 0) return null
  return (
    <div className="panel-notice panel-notice--bad" role="alert">
      <p>
        <strong>This draft cannot be published: the sample breaks a check of the family.</strong>
      </p>
      <ul>
        {broken.map(({ id, message, rules }) => (
          <li key={`${id} ${message}`}>
            {message}
            {rules.map((rule) => (
              <Fragment key={rule}>
                {' '}
                <button type="button" className="editor-link" onClick={() => show(rule)}>
                  Rule {rule}
                </button>
              </Fragment>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Lines({ lines }: { lines: readonly ShownLine[] }) {
  const { marked } = useEditing()
  const show = useShowRule()
  const table = useRef<HTMLTableElement>(null)
  const first = lines.findIndex(({ rule }) => rule !== null && rule === marked)
  useEffect(() => {
    const row = first < 0 ? undefined : table.current?.tBodies[0]?.rows[first]
    if (row) showWithinPanel(row)
  }, [marked, first])
  return (
    <div
      className="panel-scroll"
      role="region"
      aria-label="Bill of materials of the draft"
      tabIndex={0}
    >
      <table className="panel-table editor-lines" ref={table}>
        <thead>
          <tr>
            <th scope="col">Number and reason</th>
            <th scope="col" className="is-figure">
              Quantity
            </th>
            <th scope="col">Rule</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr
              key={index}
              className={line.rule && line.rule === marked ? 'is-marked' : ''}
              aria-current={line.rule && line.rule === marked ? 'true' : undefined}
            >
              <td style={{ paddingLeft: 8 + (line.level - 1) * 14 }}>
                <code>{line.partNumber}</code>
                {line.kind === 'UNRESOLVED' && (
                  <span className="editor-mark is-bad">not in the catalogue</span>
                )}
                <span className="panel-table__sub">{line.because || line.name}</span>
              </td>
              <td className="is-figure">{line.quantity}</td>
              <td>
                {line.rule && (
                  <button
                    type="button"
                    className="editor-link"
                    aria-label={`Rule ${line.rule} of ${line.partNumber}`}
                    onClick={() => show(line.rule ?? '')}
                  >
                    {line.rule}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Scrolls what is beside the draft to a part of it; the page itself, where somebody types, stays. */
function showWithinPanel(part: HTMLElement): void {
  const panel = part.closest('.editor-aside')
  if (!panel) return
  const [{ top, bottom }, around] = [part.getBoundingClientRect(), panel.getBoundingClientRect()]
  if (top < around.top || bottom > around.bottom)
    panel.scrollBy({ top: top - around.top - around.height / 3 })
}

const expectedSchema = z.object({ partNumber: z.string(), quantity: z.number() })
const resultsSchema = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      ok: z.boolean(),
      refused: z.array(z.string()),
      missing: z.array(expectedSchema),
      unexpected: z.array(expectedSchema),
    }),
  ),
})
type Results = z.infer<typeof resultsSchema>['results']

/** Saved samples are the family's own tests: shown again, run, kept, removed. */
function SampleList({
  id,
  family,
  design,
  setDesign,
  trial,
}: Omit<Props, 'area'> & { family: FamilyContent }) {
  const { content, replace } = useEditing()
  const [name, setName] = useState('')
  const [run, setRun] = useState<{ of: string; results: Results } | null>(null)
  const [fault, setFault] = useState('')
  const { samples } = family
  const lines = trial.outcome?.ok && !trial.isBusy ? trial.outcome.answer.lines : null
  const stamp = JSON.stringify([samples, family.rules])
  const results = run?.of === stamp ? run.results : null

  const save = () => {
    const asked = trialAsk(family, design)
    if (!lines || !asked) return
    const sample: Sample = {
      name: name.trim(),
      configuration: Object(asked.configuration),
      accessories: [...design.accessories],
      language: design.language,
      expect: topLinesOf(lines),
    }
    const old = samples.findIndex((one) => one.name === sample.name)
    const kept = old < 0 ? samples : without(samples, old)
    replace(
      setAt(content, ['samples'], inserted(kept, old < 0 ? kept.length : old, sample)),
      `Saved sample ${sample.name}`,
    )
    setName('')
  }
  const runAll = async () => {
    setFault('')
    const outcome = await call(`/api/product-families/${id}/samples`, resultsSchema, {
      method: 'POST',
      body: { content: family },
    })
    if (outcome.ok) setRun({ of: stamp, results: outcome.answer.results })
    else setFault(outcome.refusals.map(({ message }) => message).join(' '))
  }
  return (
    <details className="editor-samples">
      <summary>
        Samples <span className="editor-count">{samples.length}</span>
        {results && (
          <span className={`editor-mark${results.every(({ ok }) => ok) ? '' : ' is-bad'}`}>
            {results.filter(({ ok }) => ok).length} of {results.length} in order
          </span>
        )}
      </summary>
      <ul>
        {samples.map((sample, index) => {
          const result = results?.find((one) => one.name === sample.name)
          return (
            <li key={sample.name}>
              <button
                type="button"
                className="editor-link"
                onClick={() =>
                  setDesign({
                    configuration: normalizeConfiguration(family, sample.configuration)
                      .configuration,
                    accessories: sample.accessories,
                    language: sample.language,
                  })
                }
              >
                {sample.name}
              </button>
              {result && (
                <span className={`editor-mark${result.ok ? '' : ' is-bad'}`}>
                  {result.ok ? 'in order' : 'differs'}
                </span>
              )}
              <RemoveButton
                what={`sample ${sample.name}`}
                remove={() =>
                  replace(
                    setAt(content, ['samples'], without(samples, index)),
                    `Removed sample ${sample.name}`,
                  )
                }
              />
              {result && !result.ok && (
                <ul>
                  {result.refused.map((message) => (
                    <li key={message}>{message}</li>
                  ))}
                  {result.missing.map(({ partNumber, quantity }) => (
                    <li key={`-${partNumber}`}>
                      missing: {quantity} × {partNumber}
                    </li>
                  ))}
                  {result.unexpected.map(({ partNumber, quantity }) => (
                    <li key={`+${partNumber}`}>
                      new: {quantity} × {partNumber}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
      {fault && <p className="editor-field__fault">{fault}</p>}
      <div className="editor-line">
        <input
          type="text"
          aria-label="Name of the sample"
          placeholder="Name of the sample"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <button
          type="button"
          className="panel-button"
          disabled={!lines || name.trim() === ''}
          onClick={save}
        >
          Save this result as a sample
        </button>
        <button
          type="button"
          className="panel-button"
          disabled={samples.length === 0 || id === null}
          onClick={() => void runAll()}
        >
          Run all
        </button>
      </div>
    </details>
  )
}
