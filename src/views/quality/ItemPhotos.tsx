'use client'

import { useEffect, useId, useState } from 'react'
import { z } from 'zod'
import { nameOf } from '../../domain/quality/item'
import { uploadIn, WaitingPhoto } from '../floor/offline'
import { call } from '../panel/call'
import { instantInWords } from '../panel/dates'
import type { ShownItem } from './useAnswers'
import { words } from './words'

const TEXT = words.photos

export const photoSchema = z.object({
  id: z.string(),
  url: z.string().nullish(),
  thumbnailURL: z.string().nullish(),
  createdAt: z.string(),
  takenAt: z.string().nullish(),
})
export type Photo = z.infer<typeof photoSchema>

type Props = {
  item: ShownItem
  /** What the page already knew when it was rendered, by id. */
  known: ReadonlyMap<string, Photo>
  timeZone: string
  add: (file: File) => void
  remove: (photo: string) => void
}

/** Pictures of one item: straight from the camera, each with the server's time and the camera's. */
export function ItemPhotos({ item, known, timeZone, add, remove }: Props) {
  const id = useId()
  return (
    <div className="form-photos">
      {item.photos.length > 0 && (
        <ul>
          {item.photos.map((photo) => (
            <li key={photo}>
              {uploadIn(photo) === null ? (
                <SentPhoto id={photo} known={known.get(photo)} timeZone={timeZone} item={item} />
              ) : (
                <>
                  <WaitingPhoto entryId={photo} alt={TEXT.of(nameOf(item))} />
                  <span>{TEXT.waiting}</span>
                </>
              )}
              <button
                type="button"
                className="form-link"
                aria-label={`${TEXT.remove}: ${nameOf(item)}`}
                onClick={() => remove(photo)}
              >
                {TEXT.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      <label htmlFor={id} className="panel-button form-button form-photos__take">
        {item.photos.length === 0 ? TEXT.take : TEXT.another}
        <span className="panel-hidden">: {nameOf(item)}</span>
      </label>
      <input
        id={id}
        className="panel-hidden"
        type="file"
        accept="image/*"
        capture="environment"
        onChange={({ target }) => {
          for (const file of target.files ?? []) add(file)
          // the same picture may be chosen again after it was removed
          target.value = ''
        }}
      />
    </div>
  )
}

type SentProps = { id: string; known: Photo | undefined; timeZone: string; item: ShownItem }

/** A photo that the server has; one that was sent after the page was rendered is asked for. */
function SentPhoto({ id, known, timeZone, item }: SentProps) {
  const [found, setFound] = useState<Photo | null>(null)
  const photo = known ?? found
  const isKnown = known !== undefined
  useEffect(() => {
    if (isKnown) return
    let isGone = false
    void call(`/api/documents/${id}?depth=0`, photoSchema).then((outcome) => {
      if (outcome.ok && !isGone) setFound(outcome.answer)
    })
    return () => {
      isGone = true
    }
  }, [id, isKnown])
  if (!photo) return null
  return <PhotoFigure photo={photo} name={nameOf(item)} timeZone={timeZone} />
}

/** A thumbnail that opens the original, with both times. */
export function PhotoFigure({
  photo: { url, thumbnailURL, createdAt, takenAt },
  name,
  timeZone,
}: {
  photo: Photo
  name: string
  timeZone: string
}) {
  const source = thumbnailURL ?? url
  return (
    <figure className="form-photo">
      {url && source && (
        <a href={url} target="_blank" rel="noreferrer">
          {/* eslint-disable-next-line @next/next/no-img-element -- behind the session, not for the optimiser */}
          <img src={source} alt={TEXT.of(name)} loading="lazy" />
          <span className="panel-hidden"> ({TEXT.open})</span>
        </a>
      )}
      <figcaption>
        <span>{TEXT.received(instantInWords(createdAt, timeZone))}</span>
        <span>{takenAt ? TEXT.camera(instantInWords(takenAt, timeZone)) : TEXT.noCamera}</span>
      </figcaption>
    </figure>
  )
}
