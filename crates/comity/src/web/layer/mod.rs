//! What every request passes through, from the outside in: who calls from where ([`address`]), whether another site sent
//! it ([`origin`]), the headers of every answer ([`headers`]), and the line it leaves in the log ([`outer`]).

pub mod address;
pub mod headers;
pub mod origin;
pub mod outer;
