'use client'

import { words } from '../words'
import type { WizardState } from '../state/wizard'

const say = words.republished

/** That the family was published anew, or retired, while the order was typed in, and what that did, until it is read. */
export function News({
  news,
  hasFaults,
  seen,
}: {
  news: WizardState['news']
  hasFaults: boolean
  seen: () => void
}) {
  return (
    <div role="status" aria-live="polite" className="wizard-news">
      {news && (
        <div className="wizard-message is-warning" data-field={NEWS} tabIndex={-1}>
          <p>
            <strong>
              {news.version === null
                ? say.retired(news.family)
                : say.title(news.family, news.version)}
            </strong>{' '}
            {news.version === null ? say.another : hasFaults ? say.check : say.fits}
          </p>
          {news.lost.length > 0 && (
            <>
              <p>{say.lostTitle}</p>
              <ul>
                {news.lost.map((what) => (
                  <li key={what}>{what}</li>
                ))}
              </ul>
            </>
          )}
          <button type="button" className="wizard-link" onClick={seen}>
            {words.design.understood}
          </button>
        </div>
      )}
    </div>
  )
}

/** The place of the news, for the focus. */
export const NEWS = 'news'
