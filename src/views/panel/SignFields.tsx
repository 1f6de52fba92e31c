'use client'

import type { Meaning } from '../../services/signatures'
import { SelectInput, TextInput } from './fields'
import { MEANING_LABELS } from './words'

export type SignedBy = { name: string; role: string }

type Props = {
  meanings: readonly Meaning[]
  meaning: string
  setMeaning: (meaning: string) => void
  password: string
  setPassword: (password: string) => void
  faultAt: (field: string) => string | null
}

/** What every signature asks: its meaning, and the password again (handbook 15.2, 15.3). */
export function SignFields(props: Props) {
  const { meanings, meaning, setMeaning, password, setPassword, faultAt } = props
  return (
    <>
      <SelectInput
        label="Meaning of the signature"
        value={meaning}
        change={setMeaning}
        fault={faultAt('meaning')}
        options={meanings.map((code) => ({ value: code, label: MEANING_LABELS[code] }))}
      />
      <TextInput
        label="Your password"
        type="password"
        autoComplete="current-password"
        value={password}
        change={setPassword}
        fault={faultAt('password')}
        required
      />
    </>
  )
}
