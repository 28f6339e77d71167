/** The scale of haste, most urgent first; the words and limits are the product's, the colours live in tokens.css. */
export const urgencies = ['emergency', 'urgent', 'priority', 'routine', 'ward-round'] as const
export type Urgency = (typeof urgencies)[number]
