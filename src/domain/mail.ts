/** A message as it waits: files as base64, so that the whole of it is JSON. */
export type MailContent = {
  text?: string
  html?: string
  attachments: { filename: string; contentType: string; base64: string }[]
}

/** A message to one recipient. */
export type Mail = { to: string; subject: string; content: MailContent }
