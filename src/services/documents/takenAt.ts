import readExif from 'exif-reader'
import sharp from 'sharp'
import { isMoment } from '../../domain/days'
import { MAX_PICTURE_PIXELS } from '../../domain/documents'

/** A camera writes a few kilobytes; what is bigger is no camera's and is not walked through. */
const MAX_EXIF_BYTES = 64 * 1024
const MINUTE = 60_000

/**
 * When the camera says that it took a picture, as an ISO instant; null where it says nothing that can
 * be read. Cameras write local time: without an offset of their own it is the company's. A claim of the
 * camera, to be shown beside the time of the server, never instead of it.
 */
export async function takenAtOf(data: Buffer, timeZone: string): Promise<string | null> {
  const { exif } = await sharp(data, { limitInputPixels: MAX_PICTURE_PIXELS }).metadata()
  const photo = exif && exif.length <= MAX_EXIF_BYTES ? photoTags(exif) : undefined
  const local = photo?.DateTimeOriginal
  if (!(local instanceof Date) || Number.isNaN(local.getTime())) return null
  const own = minutesOf(photo?.OffsetTimeOriginal)
  const taken = new Date(local.getTime() - (own ?? offsetAt(local, timeZone)) * MINUTE)
  return isMoment(taken) ? taken.toISOString() : null
}

/** A torn or made-up block is as good as none: the picture itself was judged before. */
function photoTags(exif: Buffer): ReturnType<typeof readExif>['Photo'] {
  try {
    return readExif(exif).Photo
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

/** Minutes by which these clocks are ahead of UTC at a local time, summer time included. */
function offsetAt(local: Date, timeZone: string): number {
  const ahead = (instant: number) => {
    const parts = new Intl.DateTimeFormat('en', {
      timeZone,
      timeZoneName: 'longOffset',
    }).formatToParts(instant)
    return minutesOf(parts.find(({ type }) => type === 'timeZoneName')?.value) ?? 0
  }
  return ahead(local.getTime() - ahead(local.getTime()) * MINUTE)
}

/** `+02:00` or `GMT-05:00` in minutes. */
function minutesOf(offset: unknown): number | null {
  const [, sign, hours, minutes] =
    /^(?:GMT)?([+-])(\d\d):(\d\d)/.exec(typeof offset === 'string' ? offset : '') ?? []
  if (!sign) return null
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
}
