'use client'

import { Button } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'
import type { SubmittedOrder } from './api'
import { words } from './words'

/** The order number, and where to go from here. */
export function Done({ placed, restart }: { placed: SubmittedOrder; restart: () => void }) {
  const { order, builds } = placed
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="wizard-done">
      <span className="wizard-done__mark" aria-hidden="true">
        <svg viewBox="0 0 24 24">
          <path d="M5 12.5 10 17.5 19 7" />
        </svg>
      </span>
      <h1 ref={heading} tabIndex={-1}>
        {words.done.title(order.orderNumber)}
      </h1>
      <p className="wizard__intro">{words.done.text}</p>
      <h2>{words.done.builds}</h2>
      <ul>
        {builds.map(({ id, buildNumber }) => (
          <li key={id}>
            <a href={`/admin/collections/builds/${id}`}>{buildNumber}</a>
          </li>
        ))}
      </ul>
      <div className="wizard-done__actions">
        <Button
          el="anchor"
          className="wizard-primary"
          margin={false}
          size="large"
          url={`/admin/collections/orders/${order.id}`}
        >
          {words.done.open(order.orderNumber)}
        </Button>
        <Button margin={false} size="large" buttonStyle="secondary" onClick={restart}>
          {words.done.another}
        </Button>
      </div>
    </section>
  )
}
