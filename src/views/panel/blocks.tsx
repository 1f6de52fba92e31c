import { useId, type ReactNode } from 'react'
import './panel.scss'

/** The frame of a screen inside the panel's template. */
export const Panel = ({
  children,
  className = '',
}: {
  children: ReactNode
  className?: string
}) => <div className={`panel gutter--left gutter--right ${className}`}>{children}</div>

type CardProps = {
  title: string
  children: ReactNode
  actions?: ReactNode
  /** Holds what has to be done next: on a narrow screen it comes first. */
  isNext?: boolean
}

export function Card({ title, children, actions, isNext = false }: CardProps) {
  const id = useId()
  return (
    <section className={`panel-card${isNext ? ' panel-card--next' : ''}`} aria-labelledby={id}>
      <div className="panel-card__head">
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

export type Fact = { label: string; value: ReactNode }

/** Named facts; those without a value are left out. */
export const Facts = ({ facts, single = false }: { facts: readonly Fact[]; single?: boolean }) => (
  <dl className={`panel-facts${single ? ' panel-facts--single' : ''}`}>
    {facts
      .filter(({ value }) => value !== null && value !== undefined && value !== '')
      .map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)

/** Nothing to show, and what to do about it. */
export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <p className="panel-empty">
    <strong>{title}</strong>
    {children}
  </p>
)

type NoticeProps = { tone?: 'plain' | 'good' | 'warn' | 'bad'; children: ReactNode }

export const Notice = ({ tone = 'plain', children }: NoticeProps) => (
  <div className={`panel-notice panel-notice--${tone}`}>{children}</div>
)

/** A wide table that scrolls sideways on its own, by keyboard too. */
export const ScrollTable = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="panel-scroll" role="region" aria-label={label} tabIndex={0}>
    <table className="panel-table">{children}</table>
  </div>
)
