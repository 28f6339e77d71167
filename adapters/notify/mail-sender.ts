import type { SendMail } from '#core/notify/ports.ts'
import { invitationOf } from './mail-invitation.ts'
import { openMailTransport, type MailServer } from './mail-transport.ts'
import { isRing, wordsOf } from './words.ts'

interface MailOptions extends MailServer {
  /** Where the portal is reached. */
  readonly origin: string
}

export interface MailSender {
  readonly send: SendMail
  close(): void
}

/** Sends plain mail through the hospital's server: words and a link, never anything of a patient. */
export function openMailSender({ server, from, origin }: MailOptions): MailSender {
  const transport = openMailTransport({ server, from })
  return {
    send: (to, outgoing) => {
      const { title, body, lines, path } = wordsOf(outgoing)
      const invitation = invitationOf(outgoing, { from, to, origin, now: new Date() })
      const urgent = isRing(outgoing.message)
      const text = `${[body, ...(lines.length === 0 ? [] : ['']), ...lines].join('\n')}\n\n${origin}${path}\n`
      return transport.deliver({ to, subject: urgent ? title : `${title}: ${body}`, text, urgent, ...(invitation !== null && { invitation }) })
    },
    close: () => transport.close(),
  }
}
