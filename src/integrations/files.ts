import path from 'node:path'

/** Where uploaded files lie on the local disk: beside the embedded database, or as DATA_DIR says. */
export const uploadsFolder = (): string => path.resolve(process.env.DATA_DIR ?? '.data', 'uploads')
