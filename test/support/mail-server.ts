import { SMTPServer } from 'smtp-server'

/** A letter as it came over the wire: to whom, and everything with its headers. */
export type Received = { to: string[]; raw: string }

/** A real SMTP server on this machine, which keeps every letter it takes. */
export type MailServer = {
  /** For SMTP_URL. */
  url: string
  received: Received[]
  /** While true every letter is put off, as a busy server does. */
  isBusy: boolean
  close(): Promise<void>
}

export const startMailServer = async (): Promise<MailServer> => {
  const received: Received[] = []
  const mail: MailServer = { url: '', received, isBusy: false, close: async () => {} }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: (_address, _session, answer) => {
      answer(mail.isBusy ? Object.assign(new Error('Try again later'), { responseCode: 451 }) : null)
    },
    onData: (stream, session, answer) => {
      const parts: string[] = []
      stream.setEncoding('utf8')
      stream.on('data', (part: string) => parts.push(part))
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: parts.join('') })
        answer()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((settle) => {
    server.listen(0, '127.0.0.1', settle)
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.')
  mail.url = `smtp://127.0.0.1:${address.port}`
  mail.close = () =>
    new Promise((settle) => {
      server.close(() => settle())
    })
  return mail
}
