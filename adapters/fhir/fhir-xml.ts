import { Fhir } from 'fhir'

let converter: Fhir | undefined

/** The same FHIR document as XML, for systems that take no JSON; made with the standard's own definitions, since XML knows an order. */
export const fhirXml = (json: string): string => (converter ??= new Fhir()).jsonToXml(json)
