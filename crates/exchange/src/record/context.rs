//! The JSON-LD context of records and receipts. It stands in each of them, so that none has to be fetched to read one.

use serde_json::{Value, json};

use crate::dpv::Vocabulary;

/// The context.
pub fn context() -> Value {
    json!({
        "dpv": Vocabulary::Core.namespace(),
        "pd": Vocabulary::PersonalData.namespace(),
        "eu-gdpr": Vocabulary::Gdpr.namespace(),
        "dct": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "schema": "https://schema.org/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "dct:created": { "@type": "xsd:dateTime" },
        "dct:description": { "@container": "@language" },
        "dct:issued": { "@type": "xsd:dateTime" },
        "dct:source": { "@type": "@id" },
        "dct:title": { "@container": "@language" },
        "dpv:hasLegalBasis": { "@type": "@id" },
        "dpv:hasNecessity": { "@type": "@id" },
        "dpv:hasNotice": { "@type": "@id" },
        "dpv:hasRecipientThirdParty": { "@type": "@id" },
        "dpv:isIndicatedAtTime": { "@type": "xsd:dateTime" },
        "dpv:isIndicatedBy": { "@type": "@id" },
        "schema:url": { "@type": "xsd:anyURI" },
    })
}
