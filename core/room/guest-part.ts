/** What somebody without an account is invited to one session as. */
export const guestRoles = ['observer', 'interpreter', 'expert'] as const
export type GuestRole = (typeof guestRoles)[number]

/** The parts of guests in a room. */
export const guestParts = ['guest-observer', 'guest-interpreter', 'guest-expert'] as const
export type GuestPart = (typeof guestParts)[number]

/** The part that a guest plays by the role of the invitation. */
export const partOfGuest = (role: GuestRole): GuestPart => `guest-${role}`

/** The guest's role behind a part, or null where the person has an account. */
export const guestRoleOf = (part: string): GuestRole | null => guestRoles.find((role) => partOfGuest(role) === part) ?? null
