import { createTransport } from 'nodemailer'

export interface MailServer {
  /** The hospital's own mail server: `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly server: string
  /** What stands as the sender: `Liên Viện <lienvien@hospital.vn>`. */
  readonly from: string
}

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly urgent?: boolean
  /** An appointment that a calendar program reads out of the mail. */
  readonly invitation?: { readonly method: string; readonly content: string }
}

export interface MailTransport {
  /** Throws where the server cannot be reached. */
  deliver(mail: Mail): Promise<'accepted' | 'refused'>
  close(): void
}

const patience = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 }
const nobodyThere = 500

/** Speaks to the hospital's mail server, in plain text. */
export function openMailTransport({ server, from }: MailServer): MailTransport {
  const transport = createTransport(server, { from, ...patience })
  return {
    deliver: async ({ to, subject, text, urgent = false, invitation }) => {
      try {
        const { accepted } = await transport.sendMail({
          to,
          subject,
          text,
          ...(invitation !== undefined && { icalEvent: { method: invitation.method, filename: 'lien-vien.ics', content: invitation.content } }),
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
