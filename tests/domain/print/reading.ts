import { extractText, getDocumentProxy } from 'unpdf'

/** What a reader of a PDF sees: the text of each page, blanks as single blanks. */
export async function pagesOf(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)))
  return text.map((page) => page.replace(/\s+/g, ' '))
}
