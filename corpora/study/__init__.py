"""What a study of reporting quality needs: rates with their intervals, tables, charts, hand validation."""
