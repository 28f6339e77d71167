/** Names under which the minutes' data lie inside the PDF, and under which they are handed out. */
export const companionNames = { fhir: 'bien-ban-hoi-chan.fhir.json', form: 'bien-ban-hoi-chan.json' } as const
