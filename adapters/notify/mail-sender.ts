import type { SendMail } from '#core/notify/ports.ts'
import { createTransport } from 'nodemailer'
import { invitationOf } from './mail-invitation.ts'
import { isRing, wordsOf } from './words.ts'

interface MailOptions {
  /** The hospital's own mail server: `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly server: string
  /** What stands as the sender: `Liên Viện <lienvien@hospital.vn>`. */
  readonly from: string
  /** Where the portal is reached. */
  readonly origin: string
}

export interface MailSender {
  readonly send: SendMail
  close(): void
}

const patience = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 }
const nobodyThere = 500

/** Sends plain mail through the hospital's server: words and a link, never anything of a patient. */
export function openMailSender({ server, from, origin }: MailOptions): MailSender {
  const transport = createTransport(server, { from, ...patience })
  return {
    send: async (to, outgoing) => {
      const { title, body, lines, path } = wordsOf(outgoing)
      const invitation = invitationOf(outgoing, { from, to, origin, now: new Date() })
      const urgent = isRing(outgoing.message)
      try {
        const { accepted } = await transport.sendMail({
          to,
          subject: urgent ? title : `${title}: ${body}`,
          text: `${[body, ...(lines.length === 0 ? [] : ['']), ...lines].join('\n')}\n\n${origin}${path}\n`,
          ...(invitation !== null && { icalEvent: { method: invitation.method, filename: 'lien-vien.ics', content: invitation.content } }),
          priority: urgent ? 'high' : 'normal',
          // A server that answers by itself must not answer this.
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return accepted.length > 0 ? 'accepted' : 'refused'
      } catch (cause) {
        // The server knows no such mailbox: trying again changes nothing.
        if (cause instanceof Error && 'responseCode' in cause && typeof cause.responseCode === 'number' && cause.responseCode >= nobodyThere) return 'refused'
        throw cause
      }
    },
    close: () => transport.close(),
  }
}
