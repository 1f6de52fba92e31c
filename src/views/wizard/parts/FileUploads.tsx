'use client'

import { useId, useRef, useState, type DragEvent } from 'react'
import { placeKeeper } from '../../shared/focusWhenDrawn'
import { detachFile, uploadFile } from '../api'
import type { StepProps } from '../steps/stepProps'
import type { FileEntry } from '../state/wizard'
import { words } from '../words'

const say = words.files
const LARGEST = 10 * 1024 * 1024

/** The two kinds of papers of step 1 and what they may be (domain handbook 5.1). */
const KINDS = [
  { type: 'PO_DOCUMENT', label: say.po, extensions: ['pdf', 'doc', 'docx', 'txt'] },
  {
    type: 'TECHNICAL_DRAWING',
    label: say.drawings,
    extensions: ['pdf', 'dwg', 'dxf', 'jpg', 'jpeg', 'png'],
  },
] as const

type Kind = (typeof KINDS)[number]

type Upload = { key: string; name: string; part: number; controller: AbortController }

const typesOf = ({ extensions }: Kind): string => extensions.join(', ').toUpperCase()

function faultOf(file: File, kind: Kind): string | null {
  const extension = file.name.split('.').pop()?.toLowerCase() ?? ''
  if (!kind.extensions.some((known) => known === extension))
    return say.wrongType(file.name, typesOf(kind))
  if (file.size > LARGEST) return say.tooLarge(file.name)
  return file.size === 0 ? say.empty(file.name) : null
}

export function FileUploads(props: StepProps) {
  return (
    <div className="wizard-grid">
      {KINDS.map((kind) => (
        <FileDrop key={kind.type} {...props} kind={kind} />
      ))}
    </div>
  )
}

function FileDrop({ state, dispatch, saver, announce, kind }: StepProps & { kind: Kind }) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [faults, setFaults] = useState<readonly string[]>([])
  const [isOver, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const files = state.files.filter(({ type }) => type === kind.type)

  const send = async (file: File) => {
    const upload: Upload = {
      key: `${file.name}-${Date.now()}`,
      name: file.name,
      part: 0,
      controller: new AbortController(),
    }
    const progress = (part: number) =>
      setUploads((all) => all.map((one) => (one.key === upload.key ? { ...one, part } : one)))
    setUploads((all) => [...all, upload])
    try {
      const draft = await saver.ensureId()
      if (draft === null)
        throw new Error(saver.snapshot().status === 'stale' ? say.stale : words.unreachable)
      const meta = { type: kind.type, draft }
      dispatch({
        type: 'addFile',
        file: await uploadFile(file, meta, progress, upload.controller.signal),
      })
      announce(file.name)
    } catch (error) {
      if (!upload.controller.signal.aborted)
        setFaults((all) => [
          ...all,
          say.failed(file.name, error instanceof Error ? error.message : words.failed),
        ])
    } finally {
      setUploads((all) => all.filter(({ key }) => key !== upload.key))
    }
  }

  const add = async (chosen: readonly File[]) => {
    const judged = chosen.map((file) => ({ file, fault: faultOf(file, kind) }))
    setFaults(judged.flatMap(({ fault }) => fault ?? []))
    for (const { file, fault } of judged) if (fault === null) await send(file)
  }

  const remove = async ({ id: fileId, name }: FileEntry) => {
    setFaults([])
    const isStillHere = placeKeeper()
    try {
      await detachFile(fileId)
      dispatch({ type: 'removeFile', id: fileId })
      if (isStillHere()) input.current?.focus()
    } catch {
      setFaults([say.removeFailed(name)])
    }
  }

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void add([...event.dataTransfer.files])
  }

  return (
    <div className="wizard-field wizard-span-6 wizard-files">
      <label htmlFor={id}>{kind.label}</label>
      <div
        className={`wizard-files__drop${isOver ? ' is-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          id={id}
          type="file"
          multiple
          accept={kind.extensions.map((extension) => `.${extension}`).join(',')}
          aria-describedby={`${id}-rule`}
          onChange={({ target }) => {
            void add([...(target.files ?? [])])
            target.value = ''
          }}
        />
        <p id={`${id}-rule`} className="wizard-field__help">
          {say.rule(typesOf(kind))}
        </p>
      </div>
      <div role="alert">
        {faults.map((fault) => (
          <p key={fault} className="wizard-field__fault">
            {fault}
          </p>
        ))}
      </div>
      {(files.length > 0 || uploads.length > 0) && (
        <ul className="wizard-files__list">
          {files.map((file) => (
            <li key={file.id}>
              <span>{file.name}</span>
              <span className="wizard-files__size">{sizeInWords(file.size)}</span>
              <button
                type="button"
                className="wizard-link"
                aria-label={say.remove(file.name)}
                onClick={() => void remove(file)}
              >
                {words.remove}
              </button>
            </li>
          ))}
          {uploads.map(({ key, name, part, controller }) => (
            <li key={key}>
              <span>{name}</span>
              <progress
                value={part}
                max={1}
                aria-label={say.uploading(name, Math.round(part * 100))}
              />
              <button type="button" className="wizard-link" onClick={() => controller.abort()}>
                {words.cancel}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function sizeInWords(bytes: number): string {
  const unit = bytes >= 1024 * 1024 ? 'megabyte' : 'kilobyte'
  const value = Math.max(bytes / (unit === 'megabyte' ? 1024 * 1024 : 1024), 0.1)
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value)
}
