import type { Thumbnail } from './thumbnails'

export type Thumbnails = ReadonlyMap<string, Thumbnail>

type PhotosProps = { ids: readonly string[]; of: string; thumbnails: Thumbnails }

/** The photos of an item, a task or a nonconformance, small; each leads to its original. */
export function RecordPhotos({ ids, of, thumbnails }: PhotosProps) {
  const shown = ids.flatMap((id) => {
    const photo = thumbnails.get(id)
    return photo ? [{ id, ...photo }] : []
  })
  if (shown.length === 0) return null
  return (
    <ul className="record-photos">
      {shown.map(({ id, title, url, small }) => (
        <li key={id}>
          <a href={url} target="_blank" rel="noreferrer">
            {small ? (
              // eslint-disable-next-line @next/next/no-img-element -- behind the session, not for the optimiser
              <img src={small} alt={`${of}: ${title}`} />
            ) : (
              title
            )}
            <span className="panel-hidden"> (opens the original in a new tab)</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
