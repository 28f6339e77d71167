import { brandId, type OrganizationId } from '#core/shared/ids.ts'
import { describe, expect, it } from 'vitest'
import { admit, leave } from './admission.ts'
import { allowVideo, blockVideo } from './kill-switch.ts'
import type { Room } from './room.ts'
import { chairAndMember, comes, later, person, seat, start } from './test-room.ts'

const [chair, member, requester, nurse] = ['chair', 'member', 'requester', 'nurse'].map(seat)
if (chair === undefined || member === undefined || requester === undefined || nurse === undefined) throw new Error('four seats')
const must = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

function operatingRoom(): Room {
  const district = brandId<OrganizationId>('district')
  const there = (name: string, part: 'requester' | 'member') => {
    const one = person(name, part)
    return { ...one, actor: { ...one.actor, organization: district } }
  }
  const asked = comes(comes(chairAndMember(), there('requester', 'requester')), there('nurse', 'member'))
  return [requester, nurse].reduce<Room>((room, id) => (id === undefined ? room : must(admit(room, chair ?? seat('chair'), { seat: id, now: start }))), asked)
}

describe('the kill switch', () => {
  it.each([['chair', true], ['requester', true], ['nurse', true], ['member', false]] as const)('thrown by %s: %s', (who, may) => {
    expect(blockVideo(operatingRoom(), seat(who), later(1)).ok).toBe(may)
  })

  it('thrown twice keeps who threw it first', () => {
    const once = must(blockVideo(operatingRoom(), nurse, later(1)))
    expect(must(blockVideo(once, chair, later(2))).videoBlocked).toEqual({ by: nurse, at: later(1) })
  })

  it("is lifted by the operating room's side alone when that side threw it, also after the thrower has left", () => {
    const shut = leave(must(blockVideo(operatingRoom(), nurse, later(1))), nurse, later(2))
    expect(allowVideo(shut, chair)).toEqual({ ok: false, error: 'room.may-not-allow-video' })
    expect(must(allowVideo(shut, requester)).videoBlocked).toBeNull()
  })

  it('is lifted by either side when the host threw it', () => {
    const shut = must(blockVideo(operatingRoom(), chair, later(1)))
    expect(allowVideo(shut, chair).ok).toBe(true)
    expect(allowVideo(shut, requester).ok).toBe(true)
    expect(allowVideo(shut, member).ok).toBe(false)
  })
})
