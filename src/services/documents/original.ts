import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { uploadsFolder } from '../../integrations/files'

/**
 * Puts a file back as it was sent. Payload writes formats that can move (WebP) anew through its picture
 * library, still ones too: other bytes than the stored hash is of, and without what the camera noted.
 * Called before the row commits; a file without a row is swept by `removeLeftover`.
 */
export const storeOriginal = (filename: string, data: Buffer): Promise<void> =>
  writeFile(path.join(uploadsFolder(), filename), data)
