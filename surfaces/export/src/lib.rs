//! Dossiers and readings out: JSON Lines as in the contract.
