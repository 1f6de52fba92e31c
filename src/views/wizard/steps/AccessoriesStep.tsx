'use client'

import { Button } from '@payloadcms/ui'
import { useEffect, useMemo, useState } from 'react'
import type { Accessory } from '../../../domain/configurator/configuration'
import { fitHints, warningsOf } from '../../../domain/configurator/warnings'
import { useDebounced } from '../../shared/useDebounced'
import { accessoriesOf, type AccessoryOffer, type AccessoryPage } from '../api'
import { BuildTabs } from '../parts/BuildTabs'
import { Quantity } from '../parts/Quantity'
import { buildNumberOf, contentOf, contextOf, designsOf } from '../state/designs'
import { useKnownItems } from '../state/useKnownItems'
import { words } from '../words'
import type { SinkStepProps } from './stepProps'

const say = words.accessories
const PAGE = 24

/** Step 4: what goes with each sink. May stay empty. */
export function AccessoriesStep(props: SinkStepProps) {
  const { state, dispatch, world, announce, go } = props
  const { build } = state
  const content = contentOf(state, world)
  const design = designsOf(state, world)[build]
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  if (!content || !design) return null

  const number = words.design.build(buildNumberOf(state, build), build)
  const set = (partNumber: string, quantity: number) => {
    dispatch({ type: 'accessory', build, partNumber, quantity })
    announce(say.change(partNumber, quantity))
  }
  return (
    <>
      <BuildTabs
        state={state}
        go={(to) => go({ step: 4, build: to })}
        standing={(one) => {
          const chosen = designsOf(state, world)[one]?.accessories ?? []
          const pieces = chosen.reduce((sum, { quantity }) => sum + quantity, 0)
          return { text: say.total(chosen.length, pieces), isDone: false, isFaulty: false }
        }}
      />
      <p className="wizard__intro">{say.intro}</p>
      <div className="wizard-design">
        <aside className="wizard-design__aside">
          <Chosen key={build} {...props} names={names} number={number} set={set} />
        </aside>
        <div className="wizard-design__form">
          <Browser
            {...props}
            family={content.code}
            chosen={design.accessories}
            set={set}
            learn={(docs) =>
              setNames(
                (known) =>
                  new Map([...known, ...docs.map((doc) => [doc.partNumber, doc.name] as const)]),
              )
            }
            build={world.build}
            sink={build}
            hintsOf={(partNumber) =>
              fitHints(content, design.configuration, partNumber, contextOf(state, world)).map(
                ({ message }) => message,
              )
            }
          />
        </div>
      </div>
    </>
  )
}

type BrowserProps = {
  family: string
  build: string | undefined
  /** Which sink of the order is chosen for, from 0. */
  sink: number
  chosen: readonly Accessory[]
  set: (partNumber: string, quantity: number) => void
  learn: (docs: readonly AccessoryOffer[]) => void
  hintsOf: (partNumber: string) => string[]
}

/** What the release offers, by category and by word. */
function Browser({ family, build, sink, chosen, set, learn, hintsOf }: BrowserProps) {
  const [text, setText] = useState('')
  const [category, setCategory] = useState<string | null>(null)
  const [page, setPage] = useState(1)
  const [result, setResult] = useState<(AccessoryPage & { isNarrowed: boolean }) | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  const search = useDebounced(text.trim(), 250)

  useEffect(() => {
    const controller = new AbortController()
    accessoriesOf({ family, build, search, category, page }, controller.signal)
      .then((answer) => {
        setResult({ ...answer, isNarrowed: search !== '' || category !== null })
        setFailure(null)
        learn(answer.docs)
      })
      .catch((error: unknown) => {
        if (!controller.signal.aborted)
          setFailure(error instanceof Error ? error.message : words.failed)
      })
    return () => controller.abort()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `learn` only takes note of names
  }, [family, build, search, category, page, attempt])

  const pages = Math.max(1, Math.ceil((result?.totalDocs ?? 0) / PAGE))
  const all = result?.categories.reduce((sum, { count }) => sum + count, 0) ?? 0
  const choose = (code: string | null) => {
    setCategory(code)
    setPage(1)
  }
  return (
    <section className="wizard-card wizard-browser" aria-label={say.all}>
      <label className="sr-only" htmlFor="wizard-accessory-search">
        {say.search}
      </label>
      <input
        id="wizard-accessory-search"
        type="search"
        placeholder={say.search}
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setPage(1)
        }}
      />
      <div className="wizard-browser__categories" role="group" aria-label={say.categories}>
        <CategoryButton
          name={say.all}
          count={all}
          isOn={category === null}
          choose={() => choose(null)}
        />
        {result?.categories.map(({ code, name, count }) => (
          <CategoryButton
            key={code}
            name={name}
            count={count}
            isOn={category === code}
            choose={() => choose(code)}
          />
        ))}
      </div>
      <p role="status" aria-live="polite" className="wizard-field__help">
        {failure ?? (result ? say.found(result.totalDocs) : words.loading)}
      </p>
      {failure && (
        <Button margin={false} buttonStyle="secondary" onClick={() => setAttempt(attempt + 1)}>
          {words.retry}
        </Button>
      )}
      {result?.docs.length === 0 && <p>{result.isNarrowed ? say.none : say.noneAtAll}</p>}
      <ul className="wizard-offers">
        {result?.docs.map((offer) => (
          <Offer
            key={`${offer.category?.code ?? ''}/${offer.id}`}
            offer={offer}
            sink={sink}
            quantity={chosen.find((one) => one.partNumber === offer.partNumber)?.quantity ?? 0}
            hints={hintsOf(offer.partNumber)}
            set={(quantity) => set(offer.partNumber, quantity)}
          />
        ))}
      </ul>
      {pages > 1 && (
        <div className="wizard-pages">
          <Button
            margin={false}
            buttonStyle="secondary"
            size="small"
            disabled={page <= 1}
            onClick={() => setPage(page - 1)}
          >
            {say.previous}
          </Button>
          <span>{say.page(page, pages)}</span>
          <Button
            margin={false}
            buttonStyle="secondary"
            size="small"
            disabled={page >= pages}
            onClick={() => setPage(page + 1)}
          >
            {say.following}
          </Button>
        </div>
      )}
    </section>
  )
}

function CategoryButton({
  name,
  count,
  isOn,
  choose,
}: {
  name: string
  count: number
  isOn: boolean
  choose: () => void
}) {
  return (
    <button type="button" aria-pressed={isOn} onClick={choose}>
      {name} <span>{count}</span>
    </button>
  )
}

function Offer({
  offer,
  sink,
  quantity,
  hints,
  set,
}: {
  offer: AccessoryOffer
  sink: number
  quantity: number
  hints: readonly string[]
  set: (quantity: number) => void
}) {
  const { name, partNumber, description, photo } = offer
  return (
    <li className={`wizard-offer${quantity > 0 ? ' is-chosen' : ''}`}>
      {photo ? (
        // eslint-disable-next-line @next/next/no-img-element -- behind a permission check, not for the optimiser
        <img src={photo} alt="" loading="lazy" />
      ) : (
        <span className="wizard-offer__blank" aria-hidden="true">
          <svg viewBox="0 0 24 24">
            <path d="M4 8 12 4l8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8" />
          </svg>
        </span>
      )}
      <div className="wizard-offer__text">
        <strong>{name}</strong>
        <code>{partNumber}</code>
        {description && <p>{description}</p>}
        {hints.map((hint) => (
          <p key={hint} className="wizard-offer__hint">
            {hint}
          </p>
        ))}
      </div>
      {quantity > 0 ? (
        <Quantity key={sink} name={name} value={quantity} change={set} />
      ) : (
        <Button
          margin={false}
          buttonStyle="secondary"
          aria-label={say.add(name)}
          onClick={() => set(1)}
        >
          {say.addShort}
        </Button>
      )}
    </li>
  )
}

/** The running list of one sink, with what does not fit. */
function Chosen({
  state,
  dispatch,
  world,
  announce,
  names,
  number,
  set,
}: SinkStepProps & {
  names: ReadonlyMap<string, string>
  number: string
  set: (partNumber: string, quantity: number) => void
}) {
  const { build } = state
  const content = contentOf(state, world)
  const design = designsOf(state, world)[build]
  const known = useKnownItems(design?.accessories ?? [])
  const hints = useMemo(
    () =>
      content && design
        ? warningsOf(
            content,
            design.configuration,
            design.accessories,
            { onBom: new Set() },
            contextOf(state, world),
          ).filter(({ field }) => field.startsWith('accessories.'))
        : [],
    [content, design, state, world],
  )
  if (!design) return null

  const nameOf = (partNumber: string) =>
    names.get(partNumber) ?? known.get(partNumber)?.name ?? partNumber
  const retiredOf = (partNumber: string): string | null => {
    const item = known.get(partNumber)
    return item?.isRetired ? say.retired(item.successor) : null
  }
  const pieces = design.accessories.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <section className="wizard-card wizard-chosen" aria-labelledby="wizard-chosen-title">
      <h2 id="wizard-chosen-title">{say.chosenFor(number)}</h2>
      {design.accessories.length === 0 && <p className="wizard-field__help">{say.nothing}</p>}
      <ul>
        {design.accessories.map(({ partNumber, quantity }, index) => (
          <li key={partNumber} data-field={`builds.${build}.accessories.${index}`} tabIndex={-1}>
            <div>
              <strong>{nameOf(partNumber)}</strong>
              <code>{partNumber}</code>
              {retiredOf(partNumber) && (
                <p className="wizard-field__fault">{retiredOf(partNumber)}</p>
              )}
              {hints
                .filter(({ field }) => field.split('.')[1] === String(index))
                .map(({ id, message }) => (
                  <p key={id} className="wizard-offer__hint">
                    {message}
                  </p>
                ))}
            </div>
            <Quantity
              name={nameOf(partNumber)}
              value={quantity}
              change={(next) => set(partNumber, next)}
            />
          </li>
        ))}
      </ul>
      {design.accessories.length > 0 && (
        <p className="wizard-chosen__total">{say.total(design.accessories.length, pieces)}</p>
      )}
      {state.quantity > 1 && design.accessories.length > 0 && (
        <Button
          margin={false}
          buttonStyle="secondary"
          onClick={() => {
            const to = Array.from({ length: state.quantity }, (_, one) => one)
            dispatch({
              type: 'copyAccessories',
              from: build,
              to: to.filter((one) => one !== build),
            })
            announce(say.copied)
          }}
        >
          {say.copy}
        </Button>
      )}
    </section>
  )
}
