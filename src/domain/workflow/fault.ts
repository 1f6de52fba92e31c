/** Something that keeps a definition from being published. `where` is a dotted path into it. */
export type Fault = { where: string; message: string }
