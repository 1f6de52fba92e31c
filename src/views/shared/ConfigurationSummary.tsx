'use client'

import type { SaidSection } from './configurationWords'
import './configurationSummary.scss'
import { words } from './words'

type Props = {
  sections: readonly SaidSection[]
  /** Leads to the input of a path; without it the summary is only read. */
  edit?: (path: string) => void
  editLabel?: (section: string) => string
}

/** A configuration in words, section by section. */
export function ConfigurationSummary({ sections, edit, editLabel }: Props) {
  return (
    <div className="configuration-summary">
      {sections.map(({ key, heading, blocks }) => (
        <section key={key}>
          <h3>
            {heading}
            {edit && (
              <button
                type="button"
                aria-label={editLabel?.(heading)}
                onClick={() => edit(blocks[0]?.path ?? key)}
              >
                {words.summary.edit}
              </button>
            )}
          </h3>
          {blocks.map((block) => (
            <div key={block.key} className="configuration-summary__block">
              {block.heading && <h4>{block.heading}</h4>}
              {block.fields.length === 0 && (block.heading || blocks.length === 1) && (
                <p>{words.summary.none}</p>
              )}
              {block.fields.length > 0 && (
                <dl>
                  {block.fields.map(({ path, label, value, isOpen }) => (
                    <div key={path} className={isOpen ? 'is-open' : undefined}>
                      <dt>{label}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
                </dl>
              )}
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}
