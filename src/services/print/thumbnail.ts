import sharp from 'sharp'

/** A small upright JPEG of a picture on white, or undefined for what is no picture. */
export async function thumbnailOf(bytes: Uint8Array): Promise<Buffer | undefined> {
  try {
    return await sharp(bytes, { limitInputPixels: 100_000_000 })
      .rotate()
      .resize(560, 420, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 72 })
      .toBuffer()
  } catch {
    return undefined
  }
}
