import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { freePort } from '#infra/testing/free-port.ts'
import { z } from 'zod'

const script = `
import asyncio, email, email.policy, json, sys
from aiosmtpd.controller import Controller
class Keep:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('nobody@'):
            return '550 no such mailbox'
        envelope.rcpt_tos.append(address)
        return '250 OK'
    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        invitations = [part for part in mail.walk() if part.get_content_type() == 'text/calendar']
        calendar = {'method': invitations[0].get_param('method'), 'content': invitations[0].get_content()} if invitations else None
        print(json.dumps({'to': envelope.rcpt_tos, 'from': str(mail['from']), 'subject': str(mail['subject']), 'text': mail.get_body(('plain',)).get_content(), 'calendar': calendar}), flush=True)
        return '250 kept'
Controller(Keep(), hostname='127.0.0.1', port=int(sys.argv[1])).start()
print('"ready"', flush=True)
asyncio.new_event_loop().run_forever()
`
const mail = z.object({
  to: z.array(z.string()), from: z.string(), subject: z.string(), text: z.string(),
  /** What a mail reader shows with buttons: the method of the part's own heading, and the file. */
  calendar: z.object({ method: z.string(), content: z.string() }).nullable(),
})
export type ReceivedMail = z.output<typeof mail>

/** Whether Debian's SMTP server for tests is on this machine. */
export const hasMailServer = existsSync('/usr/lib/python3/dist-packages/aiosmtpd')

/** A real SMTP server that reads what it is given with a mail reader of its own. */
export async function startMailServer(): Promise<{ readonly url: string; readonly received: readonly ReceivedMail[]; readonly stop: () => void }> {
  const port = await freePort()
  const child = spawn('/usr/bin/python3', ['-c', script, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const received: ReceivedMail[] = []
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the mail server did not start')))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said: unknown = JSON.parse(line)
      if (said === 'ready') resolve()
      else received.push(mail.parse(said))
    })
  })
  return { url: `smtp://127.0.0.1:${port}`, received, stop: () => void child.kill() }
}
