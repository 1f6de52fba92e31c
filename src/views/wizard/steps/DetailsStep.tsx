'use client'

import { DOCUMENT_LANGUAGES, PRIORITIES } from '../../../domain/orders/entry'
import { CustomerPicker } from '../parts/CustomerPicker'
import { ChoiceField, TextField } from '../parts/fields'
import { FileUploads } from '../parts/FileUploads'
import { NumberState } from '../parts/NumberState'
import type { Taken } from '../state/useTaken'
import type { Details } from '../state/wizard'
import { words } from '../words'
import type { StepProps } from './stepProps'

const say = words.details
const INSTRUCTIONS_AT_MOST = 500

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** Step 1: who orders, under which number, until when, and the papers that came with it. */
export function DetailsStep(props: StepProps & { numbers: Taken }) {
  const { state, dispatch, world, salesPeople, numbers } = props
  const { details } = state
  const change = (patch: Partial<Details>) => dispatch({ type: 'details', patch })
  return (
    <div className="wizard-sections">
      <section className="wizard-card" aria-labelledby="wizard-heading-customer">
        <h2 id="wizard-heading-customer">{say.customerSection}</h2>
        <CustomerPicker
          choice={details.customer}
          choose={(customer) => change({ customer })}
          announce={props.announce}
        />
      </section>

      <section className="wizard-card" aria-labelledby="wizard-heading-order">
        <h2 id="wizard-heading-order">{say.orderSection}</h2>
        <div className="wizard-grid">
          <TextField
            field="poNumber"
            label={say.poNumber}
            required
            span={4}
            help={say.poHelp}
            maxLength={60}
            value={details.poNumber}
            onChange={(poNumber) => change({ poNumber })}
            state={
              <NumberState standing={numbers.poStanding(details.poNumber)} free={say.poFree} />
            }
          />
          <TextField
            field="projectName"
            label={say.projectName}
            span={4}
            maxLength={100}
            value={details.projectName}
            onChange={(projectName) => change({ projectName })}
          />
          <TextField
            field="salesPerson"
            label={say.salesPerson}
            required
            span={4}
            maxLength={100}
            list="wizard-sales-people"
            value={details.salesPerson}
            onChange={(salesPerson) => change({ salesPerson })}
          />
          <datalist id="wizard-sales-people">
            {salesPeople.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <TextField
            field="wantDate"
            label={say.wantDate}
            required
            type="date"
            span={4}
            min={dayAfter(world.today)}
            value={details.wantDate}
            onChange={(wantDate) => change({ wantDate })}
          />
          <ChoiceField
            field="priority"
            label={say.priority}
            required
            span={4}
            value={details.priority}
            options={PRIORITIES.map((value) => ({ value, label: say.priorities[value] }))}
            onChange={(value) => {
              const priority = PRIORITIES.find((known) => known === value)
              if (priority) change({ priority })
            }}
          />
          <ChoiceField
            field="language"
            label={say.language}
            required
            span={4}
            help={say.languageHelp}
            value={details.language}
            options={DOCUMENT_LANGUAGES.map((value) => ({ value, label: say.languages[value] }))}
            onChange={(value) => {
              const language = DOCUMENT_LANGUAGES.find((known) => known === value)
              if (language) change({ language })
            }}
          />
        </div>
      </section>

      <section className="wizard-card" aria-labelledby="wizard-heading-papers">
        <h2 id="wizard-heading-papers">{say.instructionsSection}</h2>
        <div className="wizard-grid">
          <TextField
            field="specialInstructions"
            label={say.specialInstructions}
            span={6}
            rows={3}
            help={`${say.specialInstructionsHelp} ${say.left(
              INSTRUCTIONS_AT_MOST - details.specialInstructions.length,
            )}`}
            maxLength={INSTRUCTIONS_AT_MOST}
            value={details.specialInstructions}
            onChange={(specialInstructions) => change({ specialInstructions })}
          />
          <TextField
            field="notes"
            label={say.notes}
            span={6}
            rows={3}
            help={say.notesHelp}
            maxLength={4000}
            value={details.notes}
            onChange={(notes) => change({ notes })}
          />
        </div>
        <FileUploads {...props} />
      </section>
    </div>
  )
}
