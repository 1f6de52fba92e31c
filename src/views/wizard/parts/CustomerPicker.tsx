'use client'

import { Button } from '@payloadcms/ui'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { focusWhenDrawn } from '../../shared/focusWhenDrawn'
import { useDebounced } from '../../shared/useDebounced'
import { searchCustomers } from '../api'
import { mayCreate, nextMark, shownHits, type CustomerHits } from '../state/customerSearch'
import { blankCustomer, type CustomerChoice, type CustomerForm } from '../state/wizard'
import { words } from '../words'
import { focusField, idOfField, useFaults } from './faultContext'
import { TextField } from './fields'

const say = words.details

type Props = {
  choice: CustomerChoice | null
  choose: (choice: CustomerChoice | null) => void
  announce: (text: string) => void
}

/** Finds a customer on file while typing, or takes the data of a new one. */
export function CustomerPicker({ choice, choose, announce }: Props) {
  /** What was chosen with takes its place: the focus goes on with it. */
  const turn = (next: CustomerChoice | null) => {
    choose(next)
    focusWhenDrawn(() => focusField(next?.id === null ? 'customer.companyName' : 'customer'))
  }
  if (choice === null) return <CustomerSearch choose={turn} announce={announce} />
  const isNew = choice.id === null
  return (
    <>
      <div className="wizard-customer" data-field="customer" tabIndex={-1}>
        <div>
          <span className="wizard-badge">{isNew ? say.customerNew : say.customerKnown}</span>
          {!isNew && <CustomerCard form={choice.form} />}
        </div>
        <Button margin={false} buttonStyle="secondary" onClick={() => turn(null)}>
          {words.change}
        </Button>
      </div>
      {isNew && <NewCustomer form={choice.form} change={(form) => choose({ id: null, form })} />}
    </>
  )
}

export function CustomerCard({ form }: { form: CustomerForm }) {
  const { shippingAddress: at } = form
  const place = [at.line1, at.line2, `${at.postalCode} ${at.city}`.trim(), at.region, at.country]
  const contact = [form.contactName, form.email, form.phone].filter(Boolean)
  return (
    <address className="wizard-address">
      <strong>{form.companyName}</strong>
      <span>{place.filter(Boolean).join(', ')}</span>
      {contact.length > 0 && <span>{contact.join(' · ')}</span>}
    </address>
  )
}

/** A combobox: the list belongs to the input, arrows walk through it, Enter takes the marked one. */
function CustomerSearch({ choose, announce }: Omit<Props, 'choice'>) {
  const { faultAt, touch } = useFaults()
  const [text, setText] = useState('')
  const [hits, setHits] = useState<CustomerHits>({ sought: '', customers: [] })
  const [marked, setMarked] = useState(-1)
  const [isOpen, setOpen] = useState(false)
  const sought = useDebounced(text.trim(), 250)
  const listId = useId()
  const id = idOfField('customer')
  const fault = faultAt('customer')
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const controller = new AbortController()
    const show = (customers: readonly CustomerChoice[]) => {
      setHits({ sought, customers })
      setMarked(-1)
    }
    searchCustomers(sought, controller.signal)
      .then((customers) => {
        show(customers)
        if (sought !== '') announce(say.customerFound(shownHits({ sought, customers }).length))
      })
      .catch(() => {
        if (!controller.signal.aborted) show([]) // creating one stays possible
      })
    return () => controller.abort()
  }, [sought, announce])

  const found = shownHits(hits)
  const isCreatable = mayCreate(text, hits)
  const count = found.length + (isCreatable ? 1 : 0)
  const take = (index: number) =>
    choose(found[index] ?? { id: null, form: blankCustomer(text.trim()) })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      setMarked(nextMark(marked, count, event.key === 'ArrowDown' ? 1 : -1))
    } else if (event.key === 'Enter' && isOpen && marked >= 0) {
      event.preventDefault()
      take(marked)
    } else if (event.key === 'Escape') setOpen(false)
  }

  return (
    <div
      className="wizard-field wizard-combobox"
      ref={box}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && box.current?.contains(relatedTarget)) return
        setOpen(false)
        touch('customer')
      }}
    >
      <label htmlFor={id}>
        {say.customer}
        <span className="wizard-field__required" aria-hidden="true">
          *
        </span>
      </label>
      <input
        id={id}
        data-field="customer"
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={isOpen && count > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && marked >= 0 ? `${listId}-${marked}` : undefined}
        aria-required
        aria-invalid={fault ? true : undefined}
        aria-describedby={[fault && `${id}-fault`, `${id}-help`].filter(Boolean).join(' ')}
        value={text}
        onClick={() => setOpen(true)}
        onChange={({ target }) => {
          setText(target.value)
          setMarked(-1)
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={say.customer}
        className="wizard-combobox__list"
        hidden={!isOpen || count === 0}
      >
        {found.map((customer, index) => (
          <Option
            key={customer.id}
            id={`${listId}-${index}`}
            isMarked={index === marked}
            take={() => take(index)}
          >
            <CustomerCard form={customer.form} />
          </Option>
        ))}
        {isCreatable && (
          <Option
            id={`${listId}-${found.length}`}
            isMarked={marked === found.length}
            take={() => take(found.length)}
          >
            <strong className="wizard-combobox__create">{say.customerCreate(text.trim())}</strong>
          </Option>
        )}
      </ul>
      {fault && (
        <p className="wizard-field__fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      <p className="wizard-field__help" id={`${id}-help`}>
        {say.customerHelp}
      </p>
    </div>
  )
}

function Option({
  id,
  isMarked,
  take,
  children,
}: {
  id: string
  isMarked: boolean
  take: () => void
  children: React.ReactNode
}) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={isMarked}
      onMouseDown={(event) => event.preventDefault()} // the input keeps the focus
      onClick={take}
    >
      {children}
    </li>
  )
}

function NewCustomer({
  form,
  change,
}: {
  form: CustomerForm
  change: (form: CustomerForm) => void
}) {
  const { shippingAddress: address } = form
  const text = (
    key: 'companyName' | 'contactName' | 'email' | 'phone',
    type: 'text' | 'email' | 'tel',
    required = false,
  ) => (
    <TextField
      field={`customer.${key}`}
      label={say[key]}
      required={required}
      type={type}
      span={key === 'companyName' ? 12 : 4}
      maxLength={key === 'companyName' ? 100 : 200}
      value={form[key]}
      onChange={(value) => change({ ...form, [key]: value })}
    />
  )
  const place = (key: keyof CustomerForm['shippingAddress'], span: number, required = true) => (
    <TextField
      field={`customer.shippingAddress.${key}`}
      label={say[key]}
      required={required}
      span={span}
      maxLength={200}
      value={address[key]}
      onChange={(value) => change({ ...form, shippingAddress: { ...address, [key]: value } })}
    />
  )
  return (
    <>
      <div className="wizard-grid">
        {text('companyName', 'text', true)}
        {text('contactName', 'text')}
        {text('email', 'email')}
        {text('phone', 'tel')}
      </div>
      <h3 data-field="customer.shippingAddress" tabIndex={-1}>
        {say.address}
      </h3>
      <div className="wizard-grid">
        {place('line1', 6)}
        {place('line2', 6, false)}
        {place('city', 6)}
        {place('region', 6)}
        {place('postalCode', 6)}
        {place('country', 6)}
      </div>
    </>
  )
}
