declare const brand: unique symbol

/** A string that only a parse point may produce, so that a case id never reaches a patient's lookup. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

export type OrganizationId = Brand<string, 'OrganizationId'>
export type DepartmentId = Brand<string, 'DepartmentId'>
export type PractitionerId = Brand<string, 'PractitionerId'>
export type PatientId = Brand<string, 'PatientId'>
export type CaseId = Brand<string, 'CaseId'>
export type SnapshotId = Brand<string, 'SnapshotId'>
export type SessionId = Brand<string, 'SessionId'>
export type MinutesId = Brand<string, 'MinutesId'>
export type NoticeId = Brand<string, 'NoticeId'>
export type RemarkId = Brand<string, 'RemarkId'>
export type FrameId = Brand<string, 'FrameId'>
export type DelegationId = Brand<string, 'DelegationId'>
export type ClientId = Brand<string, 'ClientId'>
export type GlassId = Brand<string, 'GlassId'>
export type RoundId = Brand<string, 'RoundId'>
/** Somebody without an account, invited to one session. */
export type GuestId = Brand<string, 'GuestId'>
/** A meeting-room PC or wall tablet of a hospital. */
export type DeviceId = Brand<string, 'DeviceId'>
/** One question of a device to a phone: who stands before me? */
export type DeviceAskId = Brand<string, 'DeviceAskId'>
/** A consult room, or a piece of equipment that is carried to where it is needed. */
export type AssetId = Brand<string, 'AssetId'>
export type ReservationId = Brand<string, 'ReservationId'>
export type RefusedId = Brand<string, 'RefusedId'>
/** One sign-in of one person on one device; never the token that proves it. */
export type SignInId = Brand<string, 'SignInId'>

/** Lower-case hexadecimal SHA-256, 64 characters. */
export type Sha256 = Brand<string, 'Sha256'>

/** Brands a string that has just been parsed or read from a row; nothing else may call it. */
export const brandId = <Id extends Brand<string, string>>(raw: string): Id => raw as Id

/** Source of new identifiers (UUID); a port, so that tests can name what they create. */
export type NewId = () => string
