"""The yearly appraisal of members: self, mutual, ballot, proposal, result, objection."""
