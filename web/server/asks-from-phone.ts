import { headers } from 'next/headers'

/** Whether a phone asks for the page, as far as its browser says so: for what is drawn first, never for what may be done. */
export const asksFromPhone = async (): Promise<boolean> => /\bMobi/.test((await headers()).get('user-agent') ?? '')
