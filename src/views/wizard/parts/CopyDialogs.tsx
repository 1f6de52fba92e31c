'use client'

import { Button } from '@payloadcms/ui'
import { useEffect, useId, useState } from 'react'
import { readAccessories } from '../../../domain/configurator/accessories'
import { normalizeConfiguration } from '../../../domain/configurator/normalize'
import { Complaints } from '../../../domain/configurator/raw'
import type { FamilyContent } from '../../../domain/configurator/release'
import { useDebounced } from '../../shared/useDebounced'
import { searchBuilds, type EarlierBuild } from '../api'
import { buildNumberOf } from '../state/designs'
import type { Design, WizardState } from '../state/wizard'
import { words } from '../words'
import { Dialog } from './Dialog'

const say = words.design

type CopyToProps = {
  state: WizardState
  copy: (to: readonly number[]) => void
  close: () => void
}

/** Chooses the other sinks of this order that shall be like the one shown. */
export function CopyToDialog({ state, copy, close }: CopyToProps) {
  const others = Array.from({ length: state.quantity }, (_, build) => build).filter(
    (build) => build !== state.build,
  )
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set(others))
  const nameOf = (build: number) => say.build(buildNumberOf(state, build), build)
  return (
    <Dialog title={say.copyToTitle(nameOf(state.build))} close={close}>
      <p>{say.copyToText}</p>
      <div className="wizard-copy__builds">
        {others.map((build) => (
          <label key={build} className="wizard-tick">
            <input
              type="checkbox"
              checked={chosen.has(build)}
              onChange={({ target }) => {
                const next = new Set(chosen)
                if (target.checked) next.add(build)
                else next.delete(build)
                setChosen(next)
              }}
            />
            <span>{nameOf(build)}</span>
          </label>
        ))}
      </div>
      <footer>
        <Button buttonStyle="secondary" margin={false} onClick={close}>
          {words.cancel}
        </Button>
        <Button margin={false} disabled={chosen.size === 0} onClick={() => copy([...chosen])}>
          {say.copyNow}
        </Button>
      </footer>
    </Dialog>
  )
}

type CopyFromProps = {
  content: FamilyContent
  take: (design: Design, number: string) => void
  /** Accessories that stay when those of the earlier sink are not wanted. */
  accessories: Design['accessories']
  close: () => void
}

/** Finds a sink of an earlier order and takes its configuration over, read against today's release. */
export function CopyFromDialog({ content, take, accessories, close }: CopyFromProps) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly EarlierBuild[] | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [withAccessories, setWithAccessories] = useState(true)
  const sought = useDebounced(text.trim(), 250)
  const id = useId()

  useEffect(() => {
    const controller = new AbortController()
    searchBuilds(content.code, sought, controller.signal)
      .then((builds) => {
        setFound(builds)
        setFailure(null)
      })
      .catch((error: unknown) => {
        if (!controller.signal.aborted)
          setFailure(error instanceof Error ? error.message : words.failed)
      })
    return () => controller.abort()
  }, [content.code, sought])

  const use = (build: EarlierBuild) =>
    take(
      {
        configuration: normalizeConfiguration(content, build.configuration).configuration,
        accessories: withAccessories
          ? readAccessories(build.accessories, new Complaints('en'))
          : accessories,
      },
      build.buildNumber,
    )

  return (
    <Dialog title={say.copyFromTitle} close={close} wide>
      <div className="wizard-field">
        <label htmlFor={id}>{say.copyFromSearch}</label>
        <input
          id={id}
          type="search"
          autoComplete="off"
          value={text}
          aria-describedby={`${id}-help`}
          onChange={({ target }) => setText(target.value)}
        />
        <p className="wizard-field__help" id={`${id}-help`}>
          {say.copyFromHelp}
        </p>
      </div>
      <label className="wizard-tick">
        <input
          type="checkbox"
          checked={withAccessories}
          onChange={({ target }) => setWithAccessories(target.checked)}
        />
        <span>{say.withAccessories}</span>
      </label>
      <div role="status" aria-live="polite">
        {failure && <p className="wizard-field__fault">{failure}</p>}
        {found?.length === 0 && <p>{say.copyFromNone}</p>}
      </div>
      <ul className="wizard-copy__list">
        {found?.map((build) => (
          <li key={build.id}>
            <button type="button" onClick={() => use(build)}>
              <span className="sr-only">{say.copyFromUse}</span>
              <strong>{build.buildNumber}</strong>
              <span>
                {[
                  build.order?.orderNumber,
                  build.order?.poNumber,
                  build.customerName,
                  build.projectName,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
