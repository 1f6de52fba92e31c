'use client'

import { useState } from 'react'
import { fillSample, type Filling } from '../../../domain/configurator/fill/fillSample'
import type { FamilyContent, Rule } from '../../../domain/configurator/release'
import { LANGUAGE_LABELS, LANGUAGES } from '../../../domain/label'
import { Select } from '../widgets/Select'
import { say } from '../words'
import { blankDesign, type Design } from './design'
import { FillNotice } from './FillNotice'

type Props = {
  family: FamilyContent
  /** The rule that is looked at: the sample is filled in so that it adds a line. */
  rule: Rule | null
  design: Design
  setDesign: (design: Design) => void
}

type Told = Pick<Props, 'family' | 'rule' | 'design'> & { filling: Filling }

/** What is done to a sample as a whole: its language, filling it in, beginning anew. */
export function TrialTools({ family, rule, design, setDesign }: Props) {
  const [told, tell] = useState<Told | null>(null)
  const isTold = told?.family === family && told.rule === rule && told.design === design
  const fill = () => {
    const filling = fillSample(family, design, rule)
    const next = filling.ok ? filling.sample : design
    tell({ family, rule, design: next, filling })
    setDesign(next)
  }
  return (
    <>
      <div className="editor-try__tools">
        <Select
          label={say.documentLanguage}
          value={design.language}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_LABELS[value] }))}
          change={(next) => {
            const language = LANGUAGES.find((one) => one === next)
            if (language) setDesign({ ...design, language })
          }}
        />
        <button type="button" className="panel-button" onClick={fill}>
          {say.fill}
        </button>
        <button
          type="button"
          className="panel-button"
          onClick={() => setDesign(blankDesign(family))}
        >
          {say.clear}
        </button>
      </div>
      {isTold && <FillNotice family={family} rule={rule} filling={told.filling} />}
    </>
  )
}
