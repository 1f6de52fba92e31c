'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { LINE_KINDS } from '../../domain/boms/line'
import { call } from '../panel/call'
import { Empty, Notice } from '../panel/blocks'
import { SelectInput } from '../panel/fields'
import { readable } from '../panel/words'
import { formatMoney } from '../shared/money'
import { attributesInWords } from './attributeWords'
import type { VersionEntry } from './BomSheet'

const lineSchema = z.object({
  path: z.string(),
  partNumber: z.string(),
  name: z.string(),
  kind: z.enum(LINE_KINDS),
  quantityPer: z.number(),
  quantity: z.number(),
  basin: z.number().nullable(),
  rule: z.string().nullable(),
  because: z.string().nullable(),
  attributes: z.record(z.string(), z.string()).nullable(),
  note: z.string().nullable(),
  unitCost: z.number().nullish(),
})
const comparisonSchema = z.object({
  added: z.array(lineSchema),
  removed: z.array(lineSchema),
  changed: z.array(
    z.object({ before: lineSchema, after: lineSchema, changed: z.array(z.string()).readonly() }),
  ),
})
type ComparedLine = z.infer<typeof lineSchema>
type Comparison = z.infer<typeof comparisonSchema>

type Props = {
  bom: VersionEntry
  versions: readonly VersionEntry[]
  currency: string | null
}

/** What changed from another version to this one, in words. */
export function BomDiff({ bom, versions, currency }: Props) {
  const others = versions.filter(({ id }) => id !== bom.id)
  const before = others.find(({ version }) => version < bom.version) ?? others[0]
  const [against, setAgainst] = useState(before?.id ?? '')
  const [shown, setShown] = useState<{ against: string; result: Comparison | string } | null>(null)

  useEffect(() => {
    if (against === '') return
    let isCurrent = true
    void call(`/api/boms/${bom.id}/diff?against=${against}`, comparisonSchema).then((outcome) => {
      if (!isCurrent) return
      const result = outcome.ok
        ? outcome.answer
        : outcome.refusals.map(({ message }) => message).join(' ')
      setShown({ against, result })
    })
    return () => {
      isCurrent = false
    }
  }, [bom.id, against])

  if (others.length === 0)
    return (
      <Empty title="There is nothing to compare with yet.">
        The next version appears when the configuration changes or the BOM is generated again.
      </Empty>
    )
  const result = shown?.against === against ? shown.result : null
  return (
    <div className="panel-stack">
      <div className="panel-filters">
        <SelectInput
          label={`What changed in version ${bom.version} against`}
          value={against}
          change={setAgainst}
          options={others.map(({ id, version }) => ({ value: id, label: `Version ${version}` }))}
        />
      </div>
      <div aria-live="polite" className="panel-stack">
        {result === null && <p>Comparing…</p>}
        {typeof result === 'string' && <Notice tone="bad">{result}</Notice>}
        {result !== null && typeof result !== 'string' && (
          <BomChanges comparison={result} currency={currency} />
        )}
      </div>
    </div>
  )
}

/** Lines that were added, removed and changed, with their reasons. */
export function BomChanges({
  comparison,
  currency,
}: {
  comparison: Comparison
  currency: string | null
}) {
  const { added, removed, changed } = comparison
  if (added.length + removed.length + changed.length === 0) return <p>Both hold the same lines.</p>
  return (
    <>
      <p>
        {added.length} added, {removed.length} removed, {changed.length} changed.
      </p>
      <LineList title="Added" sign="+" lines={added} />
      <LineList title="Removed" sign="−" lines={removed} />
      {changed.length > 0 && (
        <section>
          <h3>Changed</h3>
          <ul className="bom-diff bom-diff--changed">
            {changed.map(({ before, after, changed: facts }) => (
              <li key={after.path}>
                <code>{after.partNumber}</code> {after.name}
                <Reason line={after} />
                <ul>
                  {facts.map((fact) => (
                    <li key={fact}>
                      {FACT_WORDS[fact] ?? readable(fact)}: {said(before, fact, currency)} →{' '}
                      <strong>{said(after, fact, currency)}</strong>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const Reason = ({ line: { rule, because } }: { line: ComparedLine }) =>
  because ? (
    <span className="panel-table__sub">{rule ? `${rule}: ${because}` : because}</span>
  ) : null

function LineList({
  title,
  sign,
  lines,
}: {
  title: string
  sign: string
  lines: readonly ComparedLine[]
}) {
  if (lines.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul className={`bom-diff bom-diff--${title.toLowerCase()}`}>
        {lines.map((line) => (
          <li key={line.path}>
            <span aria-hidden="true">{sign} </span>
            {line.quantity} × <code>{line.partNumber}</code> {line.name}
            {line.basin === null ? '' : `, basin ${line.basin}`}
            <Reason line={line} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const FACT_WORDS: Readonly<Record<string, string>> = {
  kind: 'Kind',
  name: 'Name',
  quantityPer: 'Quantity per parent',
  quantity: 'Total quantity',
  unitCost: 'Unit cost',
  attributes: 'Attributes',
  note: 'Note',
}

function said(line: ComparedLine, fact: string, currency: string | null): string {
  switch (fact) {
    case 'unitCost':
      return line.unitCost == null ? 'none' : formatMoney(line.unitCost, currency ?? 'CAD')
    case 'attributes':
      return attributesInWords(line.attributes)
    case 'kind':
      return readable(line.kind)
    case 'name':
      return line.name
    case 'note':
      return line.note ?? 'none'
    case 'quantityPer':
      return String(line.quantityPer)
    default:
      return String(line.quantity)
  }
}
