'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ItemPicker } from './ItemPicker'

type Side = { text: string; id: string | null }
const sideOf = (text: string, id: string | undefined): Side => ({ text, id: id ?? null })

type Props = { a: string; b: string; idOfA: string | undefined; idOfB: string | undefined }

/** Chooses the two items of a comparison; the address says which. */
export function CompareForm({ a, b, idOfA, idOfB }: Props) {
  const router = useRouter()
  const [left, setLeft] = useState(() => sideOf(a, idOfA))
  const [right, setRight] = useState(() => sideOf(b, idOfB))
  const named = (side: Side) => side.id ?? side.text.trim()
  const isReady = named(left) !== '' && named(right) !== ''
  return (
    <form
      className="item-pair panel-no-print"
      onSubmit={(event) => {
        event.preventDefault()
        const query = new URLSearchParams({ a: named(left), b: named(right) })
        if (isReady) router.push(`/admin/compare-items?${query}`)
      }}
    >
      <ItemPicker
        label="This item"
        text={left.text}
        change={(text, item) => setLeft({ text, id: item?.id ?? null })}
      />
      <ItemPicker
        label="With this one"
        text={right.text}
        change={(text, item) => setRight({ text, id: item?.id ?? null })}
      />
      <button type="submit" className="panel-button panel-button--primary" disabled={!isReady}>
        Compare
      </button>
    </form>
  )
}
