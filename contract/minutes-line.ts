/**
 * Browser ↔ signaling, the shared minutes. The library tells a refused connection only a reason, and then keeps the socket open and silent
 * for half a minute: whoever was refused by an outage, or by a ticket that was spent on the way, has to dial again by themselves.
 */

/** Whether a refusal, of a ticket or of the minutes, says something about the person and the minutes, so that asking again changes nothing. */
export const isLastingMinutesRefusal = (code: string): boolean => /^(?:auth|case|minutes)\./.test(code)
