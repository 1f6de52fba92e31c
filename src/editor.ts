// Every file of Lexical waits for another import while it loads, and Payload's editor imports them from
// files that import each other in a circle. Node 20 then sometimes forgets to go on after the last of
// them is there. So they are loaded one after the other first, and the circle meets nothing unfinished.
// Next bundles them and keeps its own order. Nothing else that runs in bare Node imports the editor
// (docs/adr/0016-rich-text.md).
if (!process.env.NEXT_RUNTIME) {
  await import('@payloadcms/richtext-lexical/lexical')
  await import('@payloadcms/richtext-lexical/lexical/selection')
  await import('@payloadcms/richtext-lexical/lexical/utils')
  await import('@payloadcms/richtext-lexical/lexical/html')
  await import('@payloadcms/richtext-lexical/lexical/list')
  await import('@payloadcms/richtext-lexical/lexical/rich-text')
  await import('@payloadcms/richtext-lexical/lexical/headless')
  await import('@payloadcms/richtext-lexical/lexical/react/LexicalDecoratorBlockNode')
  await import('@payloadcms/richtext-lexical/lexical/react/LexicalTablePlugin')
}

const lexical = await import('@payloadcms/richtext-lexical')

/** The editor of rich text fields: paragraphs, headings, lists and pictures; no HTML, no links, no code. */
export const editor = lexical.lexicalEditor({
  features: [
    lexical.ParagraphFeature(),
    lexical.HeadingFeature({ enabledHeadingSizes: ['h2', 'h3', 'h4'] }),
    lexical.BoldFeature(),
    lexical.ItalicFeature(),
    lexical.UnderlineFeature(),
    lexical.UnorderedListFeature(),
    lexical.OrderedListFeature(),
    lexical.UploadFeature({ enabledCollections: ['documents'] }),
    lexical.FixedToolbarFeature(),
  ],
})
