import { extractText, getDocumentProxy } from 'unpdf'

/** What a reader of a PDF sees: the text of each page, blanks as single blanks. */
export async function pagesOf(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)))
  return text.map((page) => page.replace(/\s+/g, ' '))
}

/** Where each piece of text of the first page stands, from the left edge of the paper in points. */
export async function placesOf(
  bytes: Uint8Array,
): Promise<{ text: string; left: number; right: number }[]> {
  const page = await (await getDocumentProxy(new Uint8Array(bytes))).getPage(1)
  const { items } = await page.getTextContent()
  return items.flatMap((item) => {
    if (!('str' in item)) return []
    const left = Number(item.transform[4])
    return [{ text: item.str, left, right: left + item.width }]
  })
}
