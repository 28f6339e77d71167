import type { RoomClientOptions } from './client/room-client-options.ts'

type RequestTicket = RoomClientOptions['requestTicket']

/** A ticket is good for a minute; one that was fetched ahead is thrown away, in milliseconds, before it could fail at the door. */
const goodFor = 40_000

/** Tickets of which one can be fetched ahead: `reach` for somebody whose hand goes to the door, `take` gives each once. */
export function ticketsAhead(request: RequestTicket): { readonly reach: () => void; readonly take: RequestTicket } {
  let ahead: { readonly ticket: ReturnType<RequestTicket>; readonly until: number } | null = null
  const held = () => (ahead !== null && performance.now() < ahead.until ? ahead.ticket : null)
  return {
    reach: () => {
      if (held() !== null) return
      const ticket = request()
      ahead = { ticket, until: performance.now() + goodFor }
      // Whoever is refused, or could not ask, asks again at the click.
      void ticket.then(({ ok }) => ok, () => false).then((opens) => {
        if (!opens && ahead?.ticket === ticket) ahead = null
      })
    },
    take: () => {
      const ticket = held() ?? request()
      ahead = null
      return ticket
    },
  }
}
